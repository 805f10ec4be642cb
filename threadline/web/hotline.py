"""Django settings of the hotline desk's process."""

from review_ui.django_settings import desk_settings
from threadline.config import load_settings
from threadline.desks import desk_of

globals().update(desk_settings(desk_of(load_settings(), "hotline")))
