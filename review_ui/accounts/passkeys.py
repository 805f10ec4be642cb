"""Passkeys (WebAuthn, by the library `webauthn`): something one has, unlocked by something one knows or is."""

import json
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils import timezone
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from review_ui.accounts.models import Account, Passkey
from review_ui.desk import current_desk
from review_ui.faults import BadRecordError

_CHALLENGE: Final = "passkey_challenge"
_LONGEST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Party:
    """Who we are to the authenticator: a passkey of one desk's address opens no other."""

    rp_id: str
    origin: str


def party_of(request: HttpRequest) -> Party:
    """Host and origin of this request; Django has checked the host."""
    host = request.get_host()
    return Party(host.rpartition(":")[0] or host, f"{request.scheme}://{host}")


def offer_registration(request: HttpRequest, account: Account) -> str:
    """Options for a new passkey as JSON; the challenge waits in the session."""
    options = generate_registration_options(
        rp_id=party_of(request).rp_id,
        rp_name=current_desk().organisation,
        user_id=account.pk.bytes,
        user_name=account.username,
        exclude_credentials=[PublicKeyCredentialDescriptor(bytes(one.credential_id)) for one in account.passkeys.all()],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    request.session[_CHALLENGE] = bytes_to_base64url(options.challenge)
    return options_to_json(options)


def keep_passkey(request: HttpRequest, account: Account, answer: str, name: str) -> Passkey:
    """Bind what the authenticator answered. Raises BadRecordError for an answer that does not fit the challenge."""
    party = party_of(request)
    try:
        checked = verify_registration_response(
            credential=_read(answer),
            expected_challenge=_take_challenge(request),
            expected_rp_id=party.rp_id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise BadRecordError("this passkey could not be added") from error
    if Passkey.objects.filter(credential_id=checked.credential_id).exists():
        raise BadRecordError("this passkey is bound already")
    return Passkey.objects.create(
        account=account,
        name=name.strip()[:64] or "passkey",
        credential_id=checked.credential_id,
        public_key=checked.credential_public_key,
        sign_count=checked.sign_count,
    )


def offer_log_in(request: HttpRequest) -> str:
    """Options for a log-in: the authenticator says who it is for, so that nothing tells which accounts there are."""
    options = generate_authentication_options(
        rp_id=party_of(request).rp_id, user_verification=UserVerificationRequirement.REQUIRED
    )
    request.session[_CHALLENGE] = bytes_to_base64url(options.challenge)
    return options_to_json(options)


def recognise(request: HttpRequest, answer: str) -> Account | None:
    """The account whose passkey answered; None when it is unknown, wrong, used before, or the account is closed."""
    party = party_of(request)
    try:
        credential = _read(answer)
        challenge = _take_challenge(request)
        passkey = Passkey.objects.select_related("account").get(
            credential_id=base64url_to_bytes(str(credential["rawId"])), account__is_active=True
        )
        checked = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.rp_id,
            expected_origin=party.origin,
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, Passkey.DoesNotExist, ValueError, KeyError, TypeError):
        return None
    passkey.sign_count, passkey.used_at = checked.new_sign_count, timezone.now()
    passkey.save(update_fields=["sign_count", "used_at"])
    return passkey.account


def _read(answer: str) -> dict[str, object]:
    found = json.loads(answer[:_LONGEST])
    if not isinstance(found, dict):
        raise TypeError("not a credential")
    return found


def _take_challenge(request: HttpRequest) -> bytes:
    """Each challenge is good for one answer. Raises KeyError when none waits."""
    return base64url_to_bytes(request.session.pop(_CHALLENGE))
