"""Which addresses may be asked: the open web, never a network behind our own walls.

A name is looked up once and that very address is connected to, so that a name which
leads elsewhere the second time (DNS rebinding) gains nothing. ``LOA_FETCH_ALLOW`` is the
only door through it.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

import httpcore

PORTS = frozenset({80, 443, 8080, 8443})

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NAT64 = (
    ipaddress.IPv6Network("64:ff9b::/96"),
    ipaddress.IPv6Network("64:ff9b:1::/48"),
)
_COMPATIBLE = ipaddress.IPv6Network("::/96")


class Forbidden(Exception):
    """The address is not to be asked. The reason is a word for the record."""


class NoName(Exception):
    """The name leads to no address."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be connected to.

    :param allowed: networks that are open though they are not public
    :param own: names under which this installation answers itself
    :param fixed: (pattern of names, address): known here and not in the DNS
    """

    allowed: tuple[Network, ...] = ()
    own: frozenset[str] = frozenset()
    fixed: tuple[tuple[str, str], ...] = ()

    def require(self, host: str, port: int, address: str) -> None:
        """Let an address of a name through.

        :raises Forbidden: if it is our own, inside a network, or not a web port
        """
        inner = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
        if any(inner in network for network in self.allowed):
            return
        if host.lower() in self.own:
            raise Forbidden("own")
        if port not in PORTS:
            raise Forbidden("port")
        if not inner.is_global or inner.is_multicast or inner.is_reserved:
            raise Forbidden("network")

    async def look_up(self, host: str, port: int) -> list[str]:
        """Return the addresses of a name, each of which may be asked.

        :raises NoName: if there is none
        :raises Forbidden: if any of them may not: an honest name has no such address
        """
        found = await self._addresses(host.strip("[]"), port)
        if not found:
            raise NoName(host)
        for address in found:
            self.require(host, port, address)
        return found

    async def _addresses(self, host: str, port: int) -> list[str]:
        for pattern, address in self.fixed:
            if fnmatchcase(host, pattern):
                return [address]
        try:
            rows = await asyncio.get_running_loop().getaddrinfo(
                host, port, type=socket.SOCK_STREAM
            )
        except (OSError, UnicodeError):
            raise NoName(host) from None
        return list(dict.fromkeys(str(row[4][0]) for row in rows))


def networks(words: Iterable[str]) -> tuple[Network, ...]:
    """Read networks as ``LOA_FETCH_ALLOW`` has them: "127.0.0.0/8", "10.1.2.3".

    :raises ValueError: if one is none
    """
    return tuple(ipaddress.ip_network(word, strict=False) for word in words)


def _unwrapped(address: IP) -> IP:
    """The IPv4 address that an IPv6 one carries: mapped, translated or tunnelled."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if any(address in network for network in _NAT64):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _COMPATIBLE and int(address) > 1:
        return ipaddress.IPv4Address(int(address))
    return address


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to what the guard lets through, at the address that it looked at."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first of a name's addresses that answers."""
        addresses = await self._guard.look_up(host, port)
        for address in addresses[:-1]:
            try:
                return await self._inner.connect_tcp(address, port, timeout)
            except httpcore.NetworkError:
                continue
        return await self._inner.connect_tcp(addresses[-1], port, timeout)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never."""
        raise Forbidden("socket")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)
