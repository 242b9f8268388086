"""How many questions the claim takes, and how often it names a winner among equals.

    python -m benchmarks.stopping [--trials 10000] [--oracle 2000]

Every trial is imagined (`houdun.verdict.planning`); no vendor's figures are in it. Prints the tables of docs/reference/stopping.md.
To reach: a winner among equals in ≤ 5 % of 10,000 trials (upper 95 % limit ≤ 5.5 %); blocks to the right claim ≤ 1.25 × the oracle's
in *easy*, ≤ 1.4 × in *close*; a third fewer than a fixed-size paired t-test with 95 % power; the right vendor in ≥ 99 % of the claims.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from statistics import NormalDist

import numpy as np

from benchmarks.stopping_rivals import fixed_size, oracle, same_for_all
from houdun.facts.claim import Endpoint
from houdun.facts.time import MINUTE
from houdun.verdict.lean import lean
from houdun.verdict.planning import SPREAD, TIME_BY_DIFFICULTY, Assumed, Played, imagine, play, power
from houdun.verdict.stopping import NOBODY

ENDPOINT = Endpoint()
TIE_BLOCKS = 400
TOGETHER = 1_000


def vendor(day: float, night: float, ability: float, never: float) -> Assumed:
    """From the share answered within 15 minutes by day and by night."""
    spread = np.hypot(SPREAD, TIME_BY_DIFFICULTY)
    medians = [15 * MINUTE * np.exp(-spread * NormalDist().inv_cdf(share / (1 - never))) for share in (day, night)]
    return Assumed(medians_ms=(round(medians[0]), round(medians[1])), ability=ability, never=never)


BEST, MIDDLE, WORST = vendor(0.95, 0.80, 0.9, 0.0), vendor(0.85, 0.50, 0.5, 0.02), vendor(0.70, 0.20, 0.1, 0.05)
EASY = (BEST, MIDDLE, WORST)
CLOSE = (BEST, vendor(0.93, 0.72, 0.7, 0.0), vendor(0.85, 0.50, 0.4, 0.02))
ALIKE = (BEST, MIDDLE, MIDDLE)
STEADY, ERRATIC = replace(MIDDLE, never=0.0, spread=0.7), replace(MIDDLE, never=0.0, spread=1.4)


def level(one: Assumed, other: Assumed) -> Assumed:
    """`other` made as much faster as it takes for both to have the same mean score."""
    for _ in range(8):
        gap = float(
            np.diff(imagine((one, other), ENDPOINT, trials=500, blocks=1000, seed=99).scores(ENDPOINT).mean(axis=(0, 1)))[0]
        )
        other = replace(other, medians_ms=tuple(round(median * np.exp(gap)) for median in other.medians_ms))
    return other


TIES = {
    "two equal": (MIDDLE, MIDDLE),
    "two equal best, one worse": (MIDDLE, MIDDLE, WORST),
    "three equal": (MIDDLE,) * 3,
    "five equal": (MIDDLE,) * 5,
    "two of the same middle, spread .7 and 1.4": (STEADY, ERRATIC),
    "three of the same middle, spread .7, 1.04, 1.4": (STEADY, replace(MIDDLE, never=0.0), ERRATIC),
    "two of the same middle, spread .7 and 1.4, 2 % never answered": (replace(STEADY, never=0.02), replace(ERRATIC, never=0.02)),
}
SKEWED = {
    "one never silent, one in 5 %, equal mean score": (
        replace(MIDDLE, never=0.0),
        level(replace(MIDDLE, never=0.0), replace(MIDDLE, never=0.05)),
    ),
}


def played(vendors: tuple[Assumed, ...], *, trials: int, blocks: int, seed: int, drop: bool = False) -> Played:
    """Many trials, so many at a time as fit in memory."""
    parts = [
        play(
            imagine(vendors, ENDPOINT, trials=TOGETHER, blocks=blocks, seed=seed + part).scores(ENDPOINT),
            ENDPOINT.false_claims,
            drop=drop,
        )
        for part in range(trials // TOGETHER)
    ]
    return Played(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("winner", "blocks", "questions")))


def upper(count: int, of: int) -> float:
    """Wilson's upper 95 % limit."""
    z, share = NormalDist().inv_cdf(0.975), count / of
    return float((share + z * z / (2 * of) + z * np.sqrt(share * (1 - share) / of + z * z / (4 * of * of))) / (1 + z * z / of))


def ties(settings: dict[str, tuple[Assumed, ...]], trials: int) -> None:
    print(
        f"\n| {trials:,} trials, looked at after each of {TIE_BLOCKS} blocks | a winner named | upper 95 % limit | same, losers dropped |"
    )
    print("|---|---|---|---|")
    for number, (name, vendors) in enumerate(settings.items()):
        plain, dropping = (
            int((played(vendors, trials=trials, blocks=TIE_BLOCKS, seed=1_000 * number, drop=drop).winner != NOBODY).sum())
            for drop in (False, True)
        )
        print(f"| {name} | {plain / trials:.2%} | {upper(plain, trials):.2%} | {dropping / trials:.2%} |", flush=True)


def of_the_oracle(vendors: tuple[Assumed, ...], *, trials: int, blocks: int, seed: int) -> tuple[float, float]:
    """Its mean blocks and their standard error."""
    used = [
        oracle(imagine(vendors, ENDPOINT, trials=50, blocks=blocks, seed=seed + part), vendors, ENDPOINT)[1]
        for part in range(trials // 50)
    ]
    every = np.concatenate(used)
    return float(every.mean()), float(every.std() / np.sqrt(len(every)))


def speed(trials: int, oracle_trials: int) -> None:
    print(f"\n| blocks to a claim, {trials:,} trials | easy | close | one better than two alike |\n|---|---|---|---|")
    columns = [
        column(*setting, trials, oracle_trials) for setting in ((EASY, 150, 20_000), (CLOSE, 1_200, 30_000), (ALIKE, 200, 40_000))
    ]
    for name in columns[0]:
        print(f"| {name} | " + " | ".join(each[name] for each in columns) + " |")


def column(vendors: tuple[Assumed, ...], blocks: int, seed: int, trials: int, oracle_trials: int) -> dict[str, str]:
    ours = played(vendors, trials=trials, blocks=blocks, seed=seed)
    dropping = played(vendors, trials=trials, blocks=blocks, seed=seed, drop=True)
    best, error = of_the_oracle(vendors, trials=oracle_trials, blocks=blocks, seed=seed + 5_000)
    mean = float(ours.blocks.mean())
    scores = np.concatenate(
        [imagine(vendors, ENDPOINT, trials=500, blocks=blocks // 2, seed=seed + 7_000 + i).scores(ENDPOINT) for i in range(8)]
    )
    claims = ours.winner[ours.winner != NOBODY]
    found = {
        "the claim, mean (median, 90 %)": f"{mean:.1f} ({np.median(ours.blocks):.0f}, {np.quantile(ours.blocks, 0.9):.0f})",
        "the oracle, mean ± standard error": f"{best:.1f} ± {error:.1f}",
        "the claim ÷ the oracle": f"**{mean / best:.2f}**",
        "blocks imagined, and trials without a claim by then": f"{blocks:,}, {(ours.winner == NOBODY).mean():.2%}",
        "the right vendor, of all claims": f"{(claims == 0).mean():.2%}",
        "questions a vendor, losers dropped (not)": f"{dropping.questions.mean() / len(vendors):.1f} ({ours.questions.mean() / len(vendors):.1f})",
    }
    for name, of, alpha in (
        ("paired t-test on the score, 5 % for each pair", scores, ENDPOINT.false_claims / 2),
        ("paired t-test on the score, 5 % over all three pairs (Bonferroni)", scores, ENDPOINT.false_claims / 6),
    ):
        size = fixed_size(of, alpha)
        found[f"{name}: blocks, and how many fewer the claim takes"] = f"{size}, {1 - mean / size:.0%}"
    return found


def leans() -> None:
    """What the lean is worth: its favourite after 12 and 25 blocks, and how sure it becomes of one among equals."""
    print("\n| the lean, 500 trials | easy | close |\n|---|---|---|")
    for blocks in (12, 25):
        right = []
        for vendors in (EASY, CLOSE):
            scores = imagine(vendors, ENDPOINT, trials=500, blocks=blocks, seed=80_000).scores(ENDPOINT)
            right.append(np.mean([lean(trial).argmax() == 0 for trial in scores]))
        print(f"| its favourite is the best, after {blocks} blocks | " + " | ".join(f"{share:.0%}" for share in right) + " |")
    equals = imagine((MIDDLE, MIDDLE), ENDPOINT, trials=500, blocks=200, seed=90_000).scores(ENDPOINT)
    sure = np.mean([any(lean(trial[:n]).max() >= 0.95 for n in range(1, 201)) for trial in equals])
    print(f"\nOf two equal vendors it was 95 % sure of one at some moment of 200 blocks in {sure:.0%} of the trials: no claim.")


def constructions() -> None:
    """What other thresholds would cost, on the same draws."""
    print("\n| 2,000 trials, blocks ÷ the claim's | easy | close | one better than two alike |\n|---|---|---|---|")
    settings = ((EASY, 150), (CLOSE, 1_000), (ALIKE, 200))
    drawn = [
        imagine(vendors, ENDPOINT, trials=2_000, blocks=blocks, seed=70_000).scores(ENDPOINT) for vendors, blocks in settings
    ]
    ours = [float(play(scores, ENDPOINT.false_claims, drop=False).blocks.mean()) for scores in drawn]
    for threshold in (40.0, 60.0, 120.0):
        ratios = [same_for_all(scores, threshold).mean() / mean for scores, mean in zip(drawn, ours, strict=True)]
        print(f"| {threshold:g} for every account | " + " | ".join(f"{ratio:.3f}" for ratio in ratios) + " |", flush=True)


def scales(trials: int) -> None:
    print(f"\n| *easy*, other spreads, {trials:,} trials | blocks, mean | right, of all claims |\n|---|---|---|")
    for factor in (0.5, 1.0, 1.5, 2.0):
        vendors = tuple(replace(each, spread=each.spread * factor) for each in EASY)
        got = played(vendors, trials=trials, blocks=400, seed=50_000)
        print(
            f"| spread × {factor:g} | {got.blocks.mean():.1f} | {(got.winner[got.winner != NOBODY] == 0).mean():.2%} |",
            flush=True,
        )


def horizons() -> None:
    print("\n| power: share of trials with a claim by block | easy | close |\n|---|---|---|")
    easy, close = (power(vendors, ENDPOINT, blocks=400, trials=2_000, seed=60_000) for vendors in (EASY, CLOSE))
    for block in (12, 25, 50, 100, 200, 400):
        print(f"| {block} | {easy.claimed[block - 1]:.0%} | {close.claimed[block - 1]:.0%} |")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--trials", type=int, default=10_000)
    parser.add_argument("--oracle", type=int, default=2_000)
    given = parser.parse_args()
    start = time.perf_counter()
    ties(TIES | SKEWED, given.trials)
    print(f"\n{time.perf_counter() - start:.0f} s")
    speed(given.trials, given.oracle)
    scales(min(given.trials, 2_000))
    horizons()
    constructions()
    leans()
    print(f"\n{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
