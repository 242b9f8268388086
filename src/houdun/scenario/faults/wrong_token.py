"""The publisher shows a credential that is not valid here."""

from __future__ import annotations

from dataclasses import replace

from houdun.errors import UsageError
from houdun.facts.fault import Evidence, FaultFacts, Layer, Remedy
from houdun.keys import KEY
from houdun.language import Bilingual
from houdun.scenario.fault import Fault, fault
from houdun.scenario.remedies import LOWER_BITRATE, SHORTER_GOP
from houdun.scenario.setup import Setup

NOT_VALID = "0a1b2c3d4e5f"


@fault(
    FaultFacts(
        id="wrong_token",
        name=Bilingual("推流鉴权失败", "wrong token"),
        layer=Layer.ACCOUNT,
        true_cause=Bilingual(
            "推流地址里的签名来自另一个环境（测试环境的密钥），服务器验不过，拒绝推流",
            "The signature in the publishing address was made with another environment's key (the test system's). The server refuses it",
        ),
        notices=Bilingual("直播间一直显示「主播未开播」", "The room goes on saying that the host is not live"),
        reveals=(Evidence.SERVER_REPLY, Evidence.PUBLISHER_LOG),
        mistaken_for=("narrow_uplink", "loss_bursts"),
        injectable_at_vendor=True,
        remedies=(
            Remedy(
                "own_token",
                {"token": "own"},
                cures=True,
                what=Bilingual("用本环境的密钥重新签推流地址", "sign the publishing address anew, with this environment's key"),
            ),
            LOWER_BITRATE,
            SHORTER_GOP,
        ),
    )
)
class WrongToken(Fault):
    def settings(self, setup: Setup) -> Setup:
        return replace(setup, token="staging")

    def address(self, url: str, setup: Setup) -> str:
        """Every `{key:NAME}` gives way to a made-up key: the true one is never looked up. Raises UsageError for an address without keys."""
        if setup.token == "own":
            return url
        if not KEY.search(url):
            raise UsageError(
                Bilingual("地址里没有密钥，无从换成错的", "the address holds no key that could be wrong"),
                Bilingual("请把密钥写成 {key:NAME}", "write the key as {key:NAME}"),
                where="--to",
            )
        return KEY.sub(NOT_VALID, url)
