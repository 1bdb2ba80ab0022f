from gongkai.core.wording.models.required_word import RequiredWord
from gongkai.core.wording.models.word_list import IgnoredWording, WordListVersion

__all__ = ["IgnoredWording", "RequiredWord", "WordListVersion"]
