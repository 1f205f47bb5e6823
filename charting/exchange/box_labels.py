"""Labels of boxes as a scanner types them: GS1 element strings, as on medical devices (UDI)."""

from biip import ParseConfig, ParseError
from biip.gs1_messages import GS1Message

from charting.domain.boxes import BoxLabel
from charting.domain.errors import ErrorCode, Refused
from charting.domain.lots import lot_number

_GTIN, _EXPIRY, _LOT = "01", "17", "10"
_SEPARATOR = "\x1d"
# What scanners are set to type in the place of a separator that no keyboard has.
_STANDS_FOR_IT = ("<GS>", "{GS}", "^]", "␝", "|", "~")
# Symbology identifiers of GS1: Data Matrix, 128, DataBar, QR.
_SYMBOLOGIES = ("]d2", "]C1", "]e0", "]Q3")
_LONGEST = 200


class Gs1Labels:
    """Implements `charting.services.supply_records.BoxLabels`."""

    def read(self, scanned: str) -> BoxLabel:
        """What stands on a box, scanned or copied with its brackets: "(01)…(17)…(10)…".

        Raises `Refused` (LABEL_UNREADABLE, LABEL_LACKS_LOT).
        """
        message = _message(scanned)
        by_code = {element.ai.ai: element for element in message.element_strings}
        lot, expiry = by_code.get(_LOT), by_code.get(_EXPIRY)
        if lot is None or expiry is None or expiry.date is None:
            raise Refused(ErrorCode.LABEL_LACKS_LOT)
        article = by_code.get(_GTIN)
        return BoxLabel(lot_number(lot.value), expiry.date, article.value if article else "")


def _message(scanned: str) -> GS1Message:
    text = scanned.strip()
    for stands in _STANDS_FOR_IT:
        text = text.replace(stands, _SEPARATOR)
    for symbology in _SYMBOLOGIES:
        text = text.removeprefix(symbology)
    text = text.strip(_SEPARATOR)
    if len(text) > _LONGEST or not text.isascii():
        raise Refused(ErrorCode.LABEL_UNREADABLE)
    config = ParseConfig(separator_chars=[_SEPARATOR])
    try:
        if text.startswith("("):
            return GS1Message.parse_hri(text, config=config)
        return GS1Message.parse(text, config=config)
    except ParseError:
        raise Refused(ErrorCode.LABEL_UNREADABLE) from None
