"""Which addresses lie on the public internet: IANA's registries of special-purpose addresses (RFC 6890), and what clouds keep for themselves.

Whatever is in doubt is not public: whoever enters a feed's address must not reach through us what he cannot reach himself.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Final, TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address

UNICAST: Final = IPv6Network("2000::/3")
"""All of IPv6 that is handed out to the public (RFC 4291). IPv4 in IPv6's clothes, ::ffff:0:0/96 and 64:ff9b::/96, lies outside."""
NOT_PUBLIC_6: Final = tuple(
    IPv6Network(each)
    for each in (
        "2001::/23",  # protocols' own, Teredo among them, which carries an IPv4 address
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which carries an IPv4 address
        "3fff::/20",  # documentation
    )
)
NOT_PUBLIC_4: Final = tuple(
    IPv4Network(each)
    for each in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carriers' own; the metadata of Alibaba Cloud
        "127.0.0.0/8",  # this machine
        "168.63.129.16/32",  # Azure's own, on every machine there
        "169.254.0.0/16",  # link-local; the metadata of most clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols' own; the metadata of Oracle Cloud
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks of networks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/3",  # multicast, reserved, broadcast
    )
)


def is_public(address: Address) -> bool:
    """Whether anybody on the internet may mean the same machine by it."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in each for each in NOT_PUBLIC_4)
    embedded_or_scoped = address.ipv4_mapped or address.sixtofour or address.teredo or address.scope_id
    return not embedded_or_scoped and address in UNICAST and not any(address in each for each in NOT_PUBLIC_6)
