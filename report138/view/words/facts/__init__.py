"""What sentences are made from: counts, names and shares of the report at hand, without words."""
