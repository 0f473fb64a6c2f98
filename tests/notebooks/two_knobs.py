# A marimo notebook: the widget holds the knobs of a real Keras layer. Run by tests/notebooks/widget.spec.js.
import marimo

app = marimo.App()


@app.cell
def _():
    import os

    os.environ["KERAS_BACKEND"] = "jax"
    import pathlib

    import anywidget
    import keras
    import marimo as mo
    import numpy as np
    import traitlets

    return anywidget, keras, mo, np, os, pathlib, traitlets


@app.cell
def _(anywidget, keras, mo, np, os, pathlib, traitlets):
    linear_layer = keras.layers.Dense(units=1, activation="linear")
    linear_layer(np.array([[1.0]], dtype=np.float32))
    linear_layer.set_weights([np.array([[140.0]]), np.array([60.0])])

    class TwoKnobs(anywidget.AnyWidget):
        _esm = pathlib.Path(os.environ["TWO_KNOBS_WIDGET"]).read_text()
        w = traitlets.Float(0.0).tag(sync=True)
        b = traitlets.Float(0.0).tag(sync=True)
        link = traitlets.Unicode("").tag(sync=True)

    _w, _b = linear_layer.get_weights()
    knobs = mo.ui.anywidget(TwoKnobs(w=float(_w[0, 0]), b=float(_b[0])))
    mo.hstack([knobs, knobs])
    return knobs, linear_layer


@app.cell
def _(knobs, linear_layer, mo, np):
    linear_layer.set_weights([np.array([[knobs.value["w"]]]), np.array([knobs.value["b"]])])
    _answer = float(np.asarray(linear_layer(np.array([[2.0]], dtype=np.float32)))[0, 0])
    mo.md(f"The layer says {_answer:.1f}")
    return


if __name__ == "__main__":
    app.run()
