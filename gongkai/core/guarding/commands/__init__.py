from gongkai.core.guarding.commands.handling import confirm, confirm_unread, prove, release
from gongkai.core.guarding.commands.rule_versions import put_rules
from gongkai.core.guarding.commands.scanning import keep_outcome, keep_scans

__all__ = ["confirm", "confirm_unread", "keep_outcome", "keep_scans", "prove", "put_rules", "release"]
