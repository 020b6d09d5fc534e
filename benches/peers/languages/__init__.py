"""The story in the language of each peer; one file each, with a function `tell`."""
