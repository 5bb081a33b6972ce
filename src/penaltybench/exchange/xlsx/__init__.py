"""Workbooks (.xlsx) as cells of text: read without trusting them, and written the same every time.

Nothing here knows what a ruleset is.
"""
