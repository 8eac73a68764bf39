"""States as people write them, brought to their two-letter code. Source: USPS codes, public facts."""

from __future__ import annotations

from cauce.content.plain import plain

_NAMES = (
    "AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California;CO Colorado;CT Connecticut;"
    "DE Delaware;DC District of Columbia;FL Florida;GA Georgia;HI Hawaii;ID Idaho;IL Illinois;"
    "IN Indiana;IA Iowa;KS Kansas;KY Kentucky;LA Louisiana;ME Maine;MD Maryland;"
    "MA Massachusetts;MI Michigan;MN Minnesota;MS Mississippi;MO Missouri;MT Montana;"
    "NE Nebraska;NV Nevada;NH New Hampshire;NJ New Jersey;NM New Mexico;NY New York;"
    "NC North Carolina;ND North Dakota;OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;"
    "PR Puerto Rico;RI Rhode Island;SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;"
    "UT Utah;VT Vermont;VA Virginia;WA Washington;WV West Virginia;WI Wisconsin;WY Wyoming;"
    "AS American Samoa;GU Guam;MP Northern Mariana Islands;VI Virgin Islands"
)
US_STATES = {row[:2]: row[3:] for row in _NAMES.split(";")}
_BY_NAME = {name.lower(): code for code, name in US_STATES.items()}


def state_code(text: str) -> str:
    """'fl', 'FL ' or 'Florida' → 'FL'; what is no state of the United States stays as it is."""
    clean = " ".join(text.split())
    if clean.upper() in US_STATES:
        return clean.upper()
    return _BY_NAME.get(clean.lower(), clean)


def town_of(text: str) -> tuple[str, str] | None:
    """'Katy, Texas' → ('katy', 'TX'); without a comma the state is not said: ''. None: nothing is."""
    city, _, state = text.rpartition(",") if "," in text else (text, "", "")
    return (plain(city.strip()), state_code(state) if state.strip() else "") if city.strip() else None


def country_code(text: str, state: str) -> str:
    """The country as written, or US where the state is one of its states; empty: not known."""
    clean = text.strip().upper()
    return clean[:2] if clean else ("US" if state in US_STATES else "")
