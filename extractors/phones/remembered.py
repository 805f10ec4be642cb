"""A property that is worked out once. `functools.cached_property` takes a lock each time before Python 3.12: 2 µs."""

from collections.abc import Callable
from typing import Generic, TypeVar

Owner = TypeVar("Owner")
Value = TypeVar("Value")


class remembered(Generic[Owner, Value]):  # noqa: N801 - used like `property`
    """Decorates a method without arguments of a class with a `__dict__`; the value takes the method's place there."""

    def __init__(self, method: Callable[[Owner], Value]) -> None:
        self._method = method
        self._name = method.__name__
        self.__doc__ = method.__doc__

    def __get__(self, instance: Owner, owner: type[Owner]) -> Value:
        value = self._method(instance)
        instance.__dict__[self._name] = value
        return value
