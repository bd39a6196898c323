"""Peers on the rows and splits that bench/peers gives: python3 peers.py FOLDER [model ...]. Prints one JSON value.

Debian's python3-sklearn. Settings are the libraries' defaults but where a line says why not.
"""
import csv
import json
import sys
import time
import warnings

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.naive_bayes import CategoricalNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, KBinsDiscretizer, OneHotEncoder, OrdinalEncoder, StandardScaler

warnings.filterwarnings("ignore")


def read(folder):
    spec = json.load(open(f"{folder}/spec.json"))
    with open(f"{folder}/table.csv", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        at = {name: i for i, name in enumerate(header)}
        cells = list(rows)
    y = np.array([int(row[at["y"]]) for row in cells])
    parts = {s["name"]: np.array([int(row[at[s["name"]]]) for row in cells]) for s in spec["splits"]}
    numbers = [c["name"] for c in spec["columns"] if c["kind"] == "number"]
    words = [c["name"] for c in spec["columns"] if c["kind"] == "category"]
    number = np.array([[float(row[at[n]]) if row[at[n]] else np.nan for n in numbers] for row in cells]).reshape(len(cells), -1)
    word = np.array([[row[at[w]] or "(not known)" for w in words] for row in cells], dtype=object).reshape(len(cells), -1)
    for j in range(word.shape[1]):
        values, counts = np.unique(word[:, j].astype(str), return_counts=True)
        kept = set(values[np.argsort(-counts, kind="stable")][:200])
        word[:, j] = [w if w in kept else "(rare)" for w in word[:, j]]
    return spec, y, parts, number, word


def logistic(numbers, words):
    scale = make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler())
    hot = OneHotEncoder(handle_unknown="ignore")
    return make_pipeline(
        ColumnTransformer([("n", scale, numbers), ("w", hot, words)]), LogisticRegression(max_iter=1000)
    )


def as_floats(x):
    return x.astype(float)


def boosting(numbers, words, **settings):
    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=np.nan)
    return make_pipeline(
        ColumnTransformer([("w", codes, words), ("n", FunctionTransformer(as_floats), numbers)]),
        HistGradientBoostingClassifier(
            categorical_features=list(range(len(words))), random_state=1, **settings
        ),
    )


def bayes(numbers, words):
    bins = make_pipeline(
        SimpleImputer(strategy="median"), KBinsDiscretizer(10, encode="ordinal", strategy="quantile")
    )
    codes = make_pipeline(
        OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), Shift()
    )
    return make_pipeline(ColumnTransformer([("n", bins, numbers), ("w", codes, words)]), CategoricalNB(min_categories=1000))


class Shift:
    """Codes from 0, unknown ones included."""

    def fit(self, x, y=None):
        return self

    def fit_transform(self, x, y=None):
        return x + 1

    def transform(self, x):
        return x + 1

    def get_params(self, deep=False):
        return {}

    def set_params(self, **_):
        return self


MODELS = {
    "logistic": logistic,
    "boosting": boosting,
    # Depth one: nothing but a sum over attributes, the ceiling of every scorecard.
    "stumps": lambda n, w: boosting(n, w, max_leaf_nodes=2, max_iter=400),
    "bayes": bayes,
}


def calibration_error(p, y, groups=10):
    order = np.argsort(p, kind="stable")
    return float(
        sum(abs(p[part].mean() - y[part].mean()) * len(part) for part in np.array_split(order, groups) if len(part)) / len(p)
    )


def learn(model, x, y, train, test):
    rate = y[train].mean()
    if rate in (0.0, 1.0):
        return np.full(len(test), rate), 0.0
    start = time.perf_counter()
    model.fit(x[train], y[train])
    seconds = time.perf_counter() - start
    return model.predict_proba(x[test])[:, 1], seconds


def main():
    folder, *wanted = sys.argv[1:]
    spec, y, parts, number, word = read(folder)
    x = np.concatenate([number.astype(object), word], axis=1)
    numbers = list(range(number.shape[1]))
    words = list(range(number.shape[1], x.shape[1]))
    results = []
    for split in spec["splits"]:
        part = parts[split["name"]]
        for name in wanted or MODELS:
            p = np.full(len(y), np.nan)
            seconds = []
            if split["kind"] == "folds":
                pairs = [(np.flatnonzero(part != k), np.flatnonzero(part == k)) for k in range(part.max() + 1)]
            else:
                pairs = [(np.flatnonzero(part == 1), np.flatnonzero(part == 2))]
            for train, test in pairs:
                p[test], took = learn(MODELS[name](numbers, words), x, y, train, test)
                seconds.append(took)
            tested = ~np.isnan(p)
            q = np.clip(p[tested], 1e-6, 1 - 1e-6)
            results.append(
                {
                    "split": split["name"],
                    "model": name,
                    "auc": roc_auc_score(y[tested], p[tested]),
                    "log_loss": log_loss(y[tested], q),
                    "calibration_error": calibration_error(p[tested], y[tested]),
                    "seconds": float(np.mean(seconds)),
                }
            )
    print(json.dumps(results))


main()
