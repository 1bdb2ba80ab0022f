"""The tasks that a document gives: read from annotations, sentences and tables."""
