// The two loops that every ratio refers to. What a good JS programmer would write: a generic dense net over typed arrays,
// no allocation while training.
class MLP {
  constructor(sizes, acts) {
    this.sizes = sizes;
    this.acts = acts;
    this.L = acts.length;
    const z = (n) => new Float32Array(n);
    this.w = [];
    this.b = [];
    this.gw = [];
    this.gb = [];
    this.a = [z(sizes[0])];
    this.d = [z(sizes[0])];
    for (let l = 0; l < this.L; l++) {
      const ni = sizes[l],
        no = sizes[l + 1];
      this.w.push(z(ni * no));
      this.gw.push(z(ni * no));
      this.b.push(z(no));
      this.gb.push(z(no));
      this.a.push(z(no));
      this.d.push(z(no));
    }
  }
  set(ws) {
    let p = 0;
    for (let l = 0; l < this.L; l++) {
      const ni = this.sizes[l],
        no = this.sizes[l + 1];
      for (let i = 0; i < ni; i++) for (let o = 0; o < no; o++) this.w[l][o * ni + i] = ws[p++];
      for (let o = 0; o < no; o++) this.b[l][o] = ws[p++];
      this.gw[l].fill(0);
      this.gb[l].fill(0);
    }
  }
  forward(X, off) {
    const a0 = this.a[0];
    for (let i = 0; i < a0.length; i++) a0[i] = X[off + i];
    for (let l = 0; l < this.L; l++) {
      const x = this.a[l],
        y = this.a[l + 1],
        w = this.w[l],
        b = this.b[l],
        ni = x.length,
        no = y.length,
        act = this.acts[l];
      for (let o = 0, r = 0; o < no; o++, r += ni) {
        let s = b[o];
        for (let i = 0; i < ni; i++) s += w[r + i] * x[i];
        y[o] = act === 1 ? Math.tanh(s) : act === 2 ? (s > 0 ? s : 0) : s;
      }
    }
    return this.a[this.L][0];
  }
  backward(t) {
    const L = this.L,
      yo = this.a[L][0];
    this.d[L][0] =
      (yo - t) * (this.acts[L - 1] === 1 ? 1 - yo * yo : this.acts[L - 1] === 2 ? (yo > 0 ? 1 : 0) : 1);
    for (let l = L - 1; l >= 0; l--) {
      const x = this.a[l],
        d = this.d[l + 1],
        gw = this.gw[l],
        gb = this.gb[l],
        ni = x.length,
        no = d.length;
      if (l > 0) {
        const w = this.w[l],
          pd = this.d[l],
          act = this.acts[l - 1];
        pd.fill(0);
        for (let o = 0, r = 0; o < no; o++, r += ni) {
          const e = d[o];
          gb[o] += e;
          for (let i = 0; i < ni; i++) {
            gw[r + i] += e * x[i];
            pd[i] += e * w[r + i];
          }
        }
        if (act === 1) for (let i = 0; i < ni; i++) pd[i] *= 1 - x[i] * x[i];
        else if (act === 2) for (let i = 0; i < ni; i++) if (!(x[i] > 0)) pd[i] = 0;
      } else
        for (let o = 0, r = 0; o < no; o++, r += ni) {
          const e = d[o];
          gb[o] += e;
          for (let i = 0; i < ni; i++) gw[r + i] += e * x[i];
        }
    }
  }
  update(r) {
    for (let l = 0; l < this.L; l++) {
      const w = this.w[l],
        g = this.gw[l],
        b = this.b[l],
        h = this.gb[l];
      for (let i = 0; i < w.length; i++) {
        w[i] -= r * g[i];
        g[i] = 0;
      }
      for (let i = 0; i < b.length; i++) {
        b[i] -= r * h[i];
        h[i] = 0;
      }
    }
  }
  epoch(X, Y, n, bs, lr) {
    const ni = this.sizes[0];
    for (let st = 0; st < n; st += bs) {
      const en = st + bs < n ? st + bs : n;
      for (let i = st; i < en; i++) {
        this.forward(X, i * ni);
        this.backward(Y[i]);
      }
      this.update(lr / (en - st));
    }
  }
  mse(X, Y, n) {
    const ni = this.sizes[0];
    let s = 0;
    for (let i = 0; i < n; i++) {
      const e = this.forward(X, i * ni) - Y[i];
      s += e * e;
    }
    return s / n;
  }
}

function hand(work) {
  const net = new MLP(work.sizes, work.acts);
  const [x, y] = [work.x, work.y].map((values) => Float32Array.from(values));
  const points = work.grid && Float32Array.from(work.grid);
  const output = points && new Float32Array(work.samples);
  return {
    reset: () => net.set(work.w),
    epochs(count) {
      for (let e = 0; e < count; e++) net.epoch(x, y, work.n, work.bs, work.lr);
    },
    loss: () => net.mse(x, y, work.n),
    grid() {
      for (let i = 0; i < output.length; i++) output[i] = net.forward(points, 2 * i);
      return output;
    },
  };
}

// The loop specialised for the linear neuron, in doubles.
function handScalar(work) {
  if (work.sizes.length !== 2) return null;
  const [X, Y] = [work.x, work.y].map((values) => Float32Array.from(values));
  const { n, bs, lr } = work;
  let w, b;
  return {
    reset() {
      [w, b] = work.w;
    },
    epochs(count) {
      let ww = w,
        bb = b;
      for (let e = 0; e < count; e++) {
        if (bs === 1) {
          for (let i = 0; i < n; i++) {
            const x = X[i],
              r = lr * (ww * x + bb - Y[i]);
            ww -= r * x;
            bb -= r;
          }
        } else
          for (let st = 0; st < n; st += bs) {
            const en = Math.min(n, st + bs);
            let gw = 0,
              gb = 0;
            for (let i = st; i < en; i++) {
              const x = X[i],
                r = ww * x + bb - Y[i];
              gw += r * x;
              gb += r;
            }
            const q = lr / (en - st);
            ww -= q * gw;
            bb -= q * gb;
          }
      }
      w = ww;
      b = bb;
    },
    loss() {
      let s = 0;
      for (let i = 0; i < n; i++) {
        const e = w * X[i] + b - Y[i];
        s += e * e;
      }
      return s / n;
    },
  };
}

const loops = { hand, handScalar };

export async function load(name) {
  return loops[name];
}
