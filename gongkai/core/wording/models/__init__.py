from gongkai.core.wording.models.word_list import IgnoredWording, WordListVersion

__all__ = ["IgnoredWording", "WordListVersion"]
