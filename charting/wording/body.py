"""What was found of a body, in words."""

from collections.abc import Mapping

from charting.domain.body import BodyMeasures, Build
from charting.i18n import _, clauses


def build_words(build: Build | None) -> str:
    """A build by name; `None` is that of the map."""
    return _(build.name) if build else _("average build")


def body_words(measures: BodyMeasures, builds: Mapping[str, Build]) -> str:
    """Build and distances in one line: "broader build; T12 to S1 160 mm; PSIS 98 mm apart"."""
    said = [build_words(builds.get(measures.build))]
    if measures.spine:
        said.append(_("T12 to S1 {n} mm").format(n=measures.spine))
    if measures.psis:
        said.append(_("PSIS {n} mm apart").format(n=measures.psis))
    if measures.height:
        said.append(_("body height {n} cm").format(n=f"{measures.height / 10:g}"))
    if measures.height and not (measures.spine and measures.psis):
        said.append(_("what was not measured is estimated from the height"))
    line = clauses(said)
    return f"{line[:1].upper()}{line[1:]}."
