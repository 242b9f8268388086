"""Names of what notices and occasions are about, as a reader meets them."""

from __future__ import annotations

from collections.abc import Mapping

from houdun.facts.occasion import Detail, OccasionKind
from houdun.language import Bilingual

KINDS: Mapping[OccasionKind, Bilingual] = {
    OccasionKind.PEAK: Bilingual("高峰", "peak"),
    OccasionKind.RELEASE: Bilingual("发版", "release"),
    OccasionKind.MAINTENANCE: Bilingual("维护变更", "maintenance"),
    OccasionKind.ADVISORY: Bilingual("风险公告", "advisory"),
    OccasionKind.END_OF_LIFE: Bilingual("停止支持", "end of life"),
}
DETAILS: Mapping[Detail, Bilingual] = {
    Detail.ACTION: Bilingual("要做什么", "what to do"),
    Detail.SCOPE: Bilingual("影响哪里", "what it concerns"),
    Detail.CONTACT: Bilingual("找谁", "who is there"),
}
