"""From tables to cases: what columns mean, dates by rule, people by label, rows as events."""
