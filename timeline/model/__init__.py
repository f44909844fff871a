"""What a curator may write, as frozen values that remember where they were typed."""
