"""Speed and size as ratios against other tools, measured side by side in one run: ``python -m tests.bench``.

Nothing here is a test of time: machines differ, ratios less so. Inputs come from seeded generators.
"""
