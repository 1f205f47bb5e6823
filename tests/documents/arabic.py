"""A leaflet in Arabic, as a sample of a page that runs from right to left. No patient gets it: a
translation is shipped once a person has reviewed it.
"""

from dataclasses import replace

from charting import content
from charting.domain.leaflet import Leaflet, leaflet
from charting.domain.leaflet_blocks import TODAY, Block, ChosenMovement, Line
from charting.domain.leaflet_places import Place
from charting.domain.leaflet_texts import Urgency
from tests.documents.cases import case_1

SAID = (
    "ألم مفاجئ في الصدر أو أعلى الظهر، حتى بعد يومين (48 ساعة)",
    "ضيق في التنفس أو سعال جاف",
    "اتصل بعيادة Practice at the Bridge على الرقم +41\u00a044\u00a0000\u00a000\u00a000.",
)


def arabic(*, easy: bool = False) -> Leaflet:
    """The sample, of the first paper chart."""
    seen = replace(case_1(), large_print=easy, easy_read=easy)
    made = leaflet(seen, content.leaflet_texts("en"))
    chest, breath, call = SAID
    lines = (
        Line(chest, bullet=True, symbol="chest" if easy else ""),
        Line(breath, bullet=True, symbol="breath" if easy else ""),
    )
    walk = ChosenMovement("mv.walk", "المشي", "امش بسرعة مريحة.", "10 دقائق، مرتين في اليوم")
    words = (
        "أسفل الظهر من اليمين، على بعد أصابع قليلة من العمود الفقري",
        "أسفل الظهر من اليمين، بين الأضلاع وعظم الورك",
        "أسفل الظهر من اليمين، بجانب العمود الفقري (إبرتان)",
    )
    return replace(
        made,
        language="ar",
        title="بعد الإبر الجافة",
        about=("إلى K. Adeyemi-Lindqvist", "الاثنين 16 نوفمبر 2026، مع Nora Feld"),
        blocks=(
            Block("emergency", Urgency.EMERGENCY, True, "اتصل بالرقم 144 الآن", lines),
            Block("soon", Urgency.SOON, False, "أخبرنا خلال يوم أو يومين", (*lines, Line(call))),
            Block(TODAY, None, False, "ماذا حدث اليوم؟"),
            Block("movements", None, False, "كيف تتحرك؟", (Line("ببطء."),), (walk,)),
        ),
        movement_drawn="رسم لهذه الحركة: {name}",
        map_caption="ظهرك من الخلف.",
        left="يسار",
        right="يمين",
        places=tuple(
            Place(place.number, said, place.spots)
            for place, said in zip(made.places, words, strict=True)
        ),
        footer="الإصدار 2026-1، العربية",
        page="صفحة {page} من {pages}",
    )
