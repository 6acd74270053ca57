"""The places of the program, a folder each; they know one another only by ``Destination``."""
