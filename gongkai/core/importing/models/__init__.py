from gongkai.core.importing.models.run import ImportedRow, ImportProblem, ImportRun, OldAddress

__all__ = ["ImportProblem", "ImportRun", "ImportedRow", "OldAddress"]
