"""Headings that intake knows. By themselves, for the reading process needs them and no other words."""

import re

REK = r"rek\w{2,5}end"
"""How *rekommend* begins, with what a poor scan makes of it."""
LIST_HEADING = re.compile(
    rf"(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:våra|samlade|lämnade|nya)\s+)?(?:{REK}ationer(?:na)?|förslag\s+till\s+åtgärder)"
    r"(?:\s+(?:till|för|avseende|riktade\s+till|[–-])\s+[\w\s,-]+)?:?",
    re.IGNORECASE,
)
"""A heading right above a list of recommendations."""

SECTION_HEADINGS = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:sammanfattning(?:\s+av\s+ärendet)?|ärendebeskrivning|\w+(?:nämndens|styrelsens|fullmäktiges|utskottets)\s+beslut|beslutet\s+skickas\s+till|bakgrund|inledning|beslut|förslag\s+till\s+beslut|beslutsunderlag|syfte|ärendet|"
    r"beskrivning\s+av\s+ärendet|rekommendationer|innehåll(?:sförteckning)?|generella\s+kommentarer)\b(?=\s*$|\s+[A-ZÅÄÖ])",
    re.IGNORECASE,
)
