"""What the example in ``resources/example`` is made of: the data, and what lays it out."""
