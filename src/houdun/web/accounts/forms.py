"""What is typed to come in, and whether a name or a password will do."""

from __future__ import annotations

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from houdun.inert import one_line
from houdun.web.access import Asked
from houdun.web.models import Account

LONGEST_NAME, LONGEST_PASSWORD = 80, 200


class Name(forms.CharField):
    """A name, however its characters were composed."""

    def __init__(self) -> None:
        super().__init__(max_length=LONGEST_NAME, strip=True)

    def to_python(self, value: object) -> str:
        return Account.normalize_username(super().to_python(value))


class Password(forms.CharField):
    def __init__(self) -> None:
        super().__init__(max_length=LONGEST_PASSWORD, strip=False)


class SignIn(forms.Form):
    name, password = Name(), Password()


class Welcome(forms.Form):
    name, password, again = Name(), Password(), Password()


class Anew(forms.Form):
    password, again = Password(), Password()


class Change(forms.Form):
    """`now` is the password as it is."""

    now, password, again = Password(), Password(), Password()


def unfit(request: Asked, form: Welcome | Anew | Change, name: str) -> str:
    """What is wrong with a new password, or with the name of a new account; empty where nothing is."""
    if not form.is_valid():
        return request.say("请把每一栏都填上", "fill in every field")
    given = form.cleaned_data
    if given.get("name") and one_line(given["name"]) != given["name"]:
        return request.say("用户名里有看不见的字符", "the name has characters that cannot be seen")
    if given["password"] != given["again"]:
        return request.say("两次输入的密码不一样", "the two passwords differ")
    try:
        validate_password(given["password"], Account(name=name))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
