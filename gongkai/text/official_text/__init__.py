"""Official documents out of .txt, .html and .docx files: their parts, their structure and their tasks.

What is not certain stays empty, with a note that says why: a wrong number or date on a published
document is worse than one that somebody has to type.
"""

from gongkai.text.official_text.policy import PolicyDocument, UnreadPage, read_policy
from gongkai.text.official_text.reading import ImportedText, read_official_text
from gongkai.text.official_text.tasks.reading import Task

__all__ = [
    "ImportedText",
    "PolicyDocument",
    "Task",
    "UnreadPage",
    "read_official_text",
    "read_policy",
]
