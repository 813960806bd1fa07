"""Where the files of a package's report lie, as seen from the report."""

from __future__ import annotations

from jlxx_check.model.kind_lookup import is_named_archive
from jlxx_check.model.report import Report


def material_link(package: str | None, report: Report) -> str | None:
    """The folder that the report's paths count from; None: no link leads there.

    package: the package's folder as seen from the report. Of one that was sealed the paths count
    from the material in it.
    """
    seal = report.package.seal
    folder = seal.material.rstrip("/") if seal is not None else ""
    if package is None or not folder:
        return package
    if any(is_named_archive(part) for part in folder.split("/")):
        return None
    return f"{package}/{folder}"
