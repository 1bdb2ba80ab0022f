"""Import-linter contract: apps meet only through their public modules."""

from __future__ import annotations

from importlinter import Contract, ContractCheck, fields, output

APP_DEPTH = 3
"""gongkai.<tier>.<app>: what lies deeper is inside an app."""


class PublicSurfaceContract(Contract):
    """No module outside an app imports anything of it but `public`."""

    root = fields.StringField()
    tiers = fields.ListField(subfield=fields.StringField())
    public = fields.SetField(subfield=fields.StringField())

    def check(self, graph, verbose):
        broken = []
        for importer in sorted(graph.modules):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                target = imported.split(".")
                if len(target) <= APP_DEPTH or target[0] != self.root or target[1] not in self.tiers:
                    continue
                same_app = importer.split(".")[:APP_DEPTH] == target[:APP_DEPTH]
                if not same_app and target[APP_DEPTH] not in self.public:
                    broken.append(f"{importer} -> {imported}")
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check):
        for line in check.metadata["broken"]:
            output.print_error(f"not a public module: {line}")
