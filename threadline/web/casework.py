"""Django settings of the process of the ad desks (review and investigation)."""

from review_ui.django_settings import desk_settings
from threadline.config import load_settings
from threadline.desks import desk_of

globals().update(desk_settings(desk_of(load_settings(), "casework")))
