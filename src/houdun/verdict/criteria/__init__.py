"""One file a measure: how a criterion's evidence becomes values, a statistic and a score.

To add a criterion, write one function here (or use one that is here) and one block in `data/rubric.toml`:

    @measure("greeting")                                     # the name that the rubric uses
    def greeting(record: Record, *, word: str) -> Evidence:  # keywords are the block's parameters, checked when it is read
        answered = [(number, case) for number, case in enumerate(record.cases) if case.replies]
        samples = [Sample(number, float(word in case.replies[0].text), entry=case.replies[0].uid) for number, case in answered]
        return Evidence(samples, Mean(), SHARE, applicable=len(answered), basis="rule")

    [criteria.response.greeting]                             # the id is response.greeting, for good
    name = { zh = "问候", en = "Greeting" }
    question = { zh = "…", en = "…" }
    measure = "greeting"
    parameters = { word = "hello" }
    evidence = ["messages"]
    weight = 1
    unit = "share"

A sample carries the case's number, its value in the criterion's unit, whether it was still running (censored), and the uid of the
entry behind it. Weights, uncertainty, coverage, "no evidence" and the ranking are done for every criterion alike.
"""
