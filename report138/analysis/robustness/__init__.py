"""How far to believe the matrix: leaving text out, other rules, coding error, other coders.

All of it measures doubt about the coding of one text, not the truth of a policy.
"""
