from gongkai.core.wording.commands.entries import add_example, put_word, remove_example, remove_word
from gongkai.core.wording.commands.lists import import_words, receive_words, restore_words, save_words
from gongkai.core.wording.commands.papers import ignore_wording, relax_word, require_word

__all__ = [
    "add_example",
    "ignore_wording",
    "import_words",
    "put_word",
    "receive_words",
    "relax_word",
    "remove_example",
    "remove_word",
    "require_word",
    "restore_words",
    "save_words",
]
