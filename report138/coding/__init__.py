"""The work of a second coder: a sheet to fill in, and its way back into the data."""
