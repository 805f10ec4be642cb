"""The lists a hotline worker chooses from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """How a tip came in."""

    PHONE = "phone", _("Phone call")
    TEXT = "text", _("Text message")
    EMAIL = "email", _("E-mail")
    FORM = "form", _("Web form")


class Urgency(TextChoices):
    """How soon somebody must act."""

    EMERGENCY = "emergency", _("Emergency: danger now")
    URGENT = "urgent", _("Urgent: today")
    ROUTINE = "routine", _("Routine")


class Reporter(TextChoices):
    """Who tells us."""

    UNKNOWN = "unknown", _("Not known")
    SELF = "self", _("The person concerned")
    FAMILY = "family", _("Family or friend")
    PROFESSIONAL = "professional", _("Professional")
    OTHER = "other", _("Somebody else")


class Exploitation(TextChoices):
    """What the tip is about."""

    UNKNOWN = "unknown", _("Not known")
    SEX = "sex", _("Sexual exploitation")
    LABOUR = "labour", _("Labour exploitation")
    BOTH = "both", _("Both")
    OTHER = "other", _("Something else")


class Sector(TextChoices):
    """The trade in which somebody is made to work."""

    UNKNOWN = "unknown", _("Not known")
    DOMESTIC = "domestic", _("Private household or care")
    FARM = "farm", _("Farm, forest or fishing")
    BUILDING = "building", _("Building site")
    CLEANING = "cleaning", _("Cleaning")
    HOTEL = "hotel", _("Hotel")
    RESTAURANT = "restaurant", _("Restaurant or food")
    FACTORY = "factory", _("Factory or warehouse")
    BEAUTY = "beauty", _("Nails, beauty or massage")
    TRANSPORT = "transport", _("Transport or sales crew")
    COMMERCIAL_SEX = "commercial_sex", _("Commercial sex")
    BEGGING = "begging", _("Begging or forced crime")
    OTHER = "other", _("Something else")


class Consent(TextChoices):
    """What the caller said about sharing."""

    NOT_ASKED = "not_asked", _("Not asked")
    GIVEN = "given", _("Given")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Whose(TextChoices):
    """Whose number is being looked up."""

    UNKNOWN = "unknown", _("Not known")
    IN_AD = "in_ad", _("In an ad")
    REPORTED = "reported", _("Reported about someone else")
    CONCERN = "concern", _("A person of concern")
    CALLER = "caller", _("The caller's own")


class Scope(TextChoices):
    """To whom a consent lets a case go."""

    SERVICE = "service", _("A service")
    POLICE = "police", _("Police or prosecution")
    BOTH = "both", _("Services and police")


class LegalBasis(TextChoices):
    """Why a disclosure is lawful."""

    CONSENT = "consent", _("Consent of the person")
    MINOR = "minor", _("Duty to report: a minor")
    DANGER = "danger", _("Imminent danger to life")
    COURT = "court", _("Court order")
