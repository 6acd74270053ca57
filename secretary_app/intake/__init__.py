"""Papers in: a file becomes text with pages, and the text a proposal with the place of every finding.

``extract`` takes files through all of it; ``reading.read_paper`` and ``proposing.propose`` are its two halves.
"""
