"""The book for other programs: the same questions and verbs as JSON, under `/api/v1`, from one list of operations."""
