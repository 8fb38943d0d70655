"""Words for the codes of the schema, as gettext message ids.

`N_` marks a message for extraction; the edition translates it.
"""


def N_(message: str) -> str:
    return message


STATUS_LABELS = {
    "proposed": N_("Proposed"),
    "negotiating": N_("In negotiation"),
    "signed": N_("Signed"),
    "active": N_("Active"),
    "completed": N_("Completed"),
    "suspended": N_("Suspended"),
    "ended": N_("Ended"),
    "withdrawn": N_("Withdrawn"),
}
CERTAINTY_LABELS = {
    "confirmed": N_("Confirmed"),
    "reported": N_("Reported"),
    "unclear": N_("Unclear"),
}
CERTAINTY_NOTES = {
    "confirmed": N_("A party to the memorandum or a public authority says so."),
    "reported": N_("Known from the press; no party has published it, as far as we know."),
    "unclear": N_("The sources leave open who is paired with whom, or contradict each other."),
}
STAGE_LABELS = {
    "partnership-development": N_("Partnership development"),
    "needs-assessment": N_("Needs assessment"),
    "gap-analysis": N_("Gap analysis"),
    "action-planning": N_("Action planning"),
    "action": N_("Action"),
    "evaluation": N_("Evaluation and review"),
}
SECTION_LABELS = {
    "partnerships": N_("Partnerships"),
    "institutions": N_("Institutions"),
    "countries": N_("Countries"),
    "regions": N_("Regions"),
    "areas": N_("Fields of work"),
    "declarations": N_("Declarations"),
    "events": N_("Events"),
    "exchanges": N_("Exchanges"),
    "statements": N_("Statements"),
    "programmes": N_("Programmes"),
    "figures": N_("Figures"),
    "news": N_("News"),
    "search": N_("Search"),
    "data": N_("Open data"),
    "changes": N_("Changes"),
    "accessibility": N_("Accessibility"),
}
FACET_LABELS = {
    "country": N_("Country"),
    "region": N_("Region"),
    "area": N_("Field of work"),
    "kind": N_("Kind"),
    "status": N_("Status"),
    "year": N_("Year"),
    "programme": N_("Programme"),
    "certainty": N_("Certainty"),
    "topic": N_("Topic"),
}
RULE_LABELS = {
    "partnerships-signed": N_(
        "Memoranda of the programme in this registry that were signed, whatever became of them "
        "since; records outside the programme are shown and not counted."
    ),
    "institutions-ukrainian": N_(
        "Different home institutions that take part in at least one counted memorandum."
    ),
    "institutions-home": N_(
        "Different home institutions that take part in at least one counted memorandum."
    ),
    "institutions-foreign": N_(
        "Different foreign institutions, known by name, in at least one counted memorandum."
    ),
    "countries-partner": N_(
        "Different countries of foreign partners in counted memoranda, named or not."
    ),
    "regions": N_(
        "Different regions of home institutions in counted memoranda; cities with the rank of a "
        "region are left out."
    ),
    "regions-with-kyiv-city": N_(
        "Different regions of home institutions in counted memoranda; a city with the rank of a "
        "region counts as one."
    ),
}
