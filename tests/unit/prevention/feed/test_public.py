from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.prevention.feed.public import is_public


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "8.8.8.8", "2606:4700::1111", "2a00:1450:4001::200e", "2001:4860:4860::8888"]
)
def test_what_everybody_reaches_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.0.9", "192.88.99.1", "198.18.0.1", "203.0.113.7", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "3fff::1",
        "::ffff:93.184.216.34", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2001:0:53aa:64c:0:0:80ff:fffe",
        "fe80::1%eth0", "2606:4700::1111%1", "fec0::1", "100::1", "5f00::1",
    ],
)  # fmt: skip
def test_what_is_ours_or_in_doubt_is_not(address: str) -> None:
    assert not is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_nothing_that_python_knows_as_special_is_public_in_ipv4(address: IPv4Address) -> None:
    special = address.is_private or address.is_loopback or address.is_link_local or address.is_multicast or address.is_reserved
    assert not (is_public(address) and (special or address in IPv4Network("100.64.0.0/10")))


@given(st.ip_addresses(v=6))
def test_nothing_that_python_knows_as_special_is_public_in_ipv6(address: IPv6Address) -> None:
    special = address.is_private or address.is_loopback or address.is_link_local or address.is_multicast or address.is_reserved
    assert not (is_public(address) and (special or address.is_site_local or not address.is_global))


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:0:0/96", "::/96", "64:ff9b::/96", "64:ff9b:1::/96"]))
def test_no_ipv4_address_is_reached_in_ipv6s_clothes(inner: IPv4Address, prefix: str) -> None:
    assert not is_public(IPv6Address(int(IPv6Network(prefix).network_address) + int(inner)))
    assert not is_public(IPv6Address((0x2002 << 112) + (int(inner) << 80) + 1))
