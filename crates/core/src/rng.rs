//! Seeded random streams: the same numbers that Keras draws, and our own streams for data and shuffling.
//!
//! Keras on TensorFlow turns an int seed into a Philox4x32-10 key and counter; `keras.utils.set_random_seed(n)` seeds
//! CPython's MT19937, which then gives one seed to every random initializer. Both are reproduced here, so a notebook and
//! this crate start from the same weights. Normals are Box-Muller; a truncated normal redraws outside two deviations.
//!
//! ```
//! use two_knobs_core::rng;
//! assert_eq!(rng::default_seeds(0).next(), Some(906_691_060)); // random.seed(0); random.randint(1, 10**9)
//! assert_eq!(rng::permutation(7, 0, 5), rng::permutation(7, 0, 5));
//! ```

use crate::portable;

/// One round function of Philox4x32: multipliers and Weyl increments of Salmon et al. 2011.
const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
const INCREMENTS: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];

/// Philox4x32-10: 128 random bits for one counter.
#[inline(never)]
pub fn philox(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    for _ in 0..10 {
        let [c0, c1, c2, c3] = counter;
        let first = u64::from(c0) * u64::from(MULTIPLIERS[0]);
        let second = u64::from(c2) * u64::from(MULTIPLIERS[1]);
        counter = [
            (second >> 32) as u32 ^ c1 ^ key[0],
            second as u32,
            (first >> 32) as u32 ^ c3 ^ key[1],
            first as u32,
        ];
        key = [key[0].wrapping_add(INCREMENTS[0]), key[1].wrapping_add(INCREMENTS[1])];
    }
    counter
}

/// A position in a Philox sequence.
#[derive(Clone, Debug)]
pub struct Stream {
    key: [u32; 2],
    counter: u128,
}

impl Stream {
    /// The stream of a Keras int seed (`keras.initializers.X(seed=...)`), through TensorFlow's key scrambling.
    #[inline(never)]
    pub fn keras(seed: i64) -> Self {
        let seed = seed.rem_euclid((1 << 31) - 2) as u32;
        let mix = philox([seed, 0, 0, 0], [0x3EC8_F720, 0x0246_1E29]);
        Stream { key: [mix[0], mix[1]], counter: u128::from(mix[2]) << 64 | u128::from(mix[3]) << 96 }
    }

    /// Our own stream: `purpose` separates the streams of one seed, `part` numbers them.
    pub fn new(seed: u32, purpose: u32, part: u64) -> Self {
        Stream { key: [seed, purpose], counter: u128::from(part) << 64 }
    }

    /// The next 128 bits.
    pub fn next_four(&mut self) -> [u32; 4] {
        let c = self.counter;
        self.counter = c.wrapping_add(1);
        philox([c as u32, (c >> 32) as u32, (c >> 64) as u32, (c >> 96) as u32], self.key)
    }

    /// `count` numbers of `[low, high)`.
    #[inline(never)]
    pub fn uniform(mut self, count: usize, low: f32, high: f32) -> Vec<f32> {
        let mut values = Vec::with_capacity(count + 3);
        while values.len() < count {
            values.extend(self.next_four().map(|bits| unit(bits) * (high - low) + low));
        }
        values.truncate(count);
        values
    }

    /// `count` normal numbers.
    #[inline(never)]
    pub fn normal(mut self, count: usize, mean: f32, deviation: f32) -> Vec<f32> {
        let mut values = Vec::with_capacity(count + 3);
        while values.len() < count {
            let [a, b, c, d] = self.next_four();
            for (first, second) in [(a, b), (c, d)] {
                values.extend(box_muller(first, second).map(|z| z * deviation + mean));
            }
        }
        values.truncate(count);
        values
    }

    /// `count` normal numbers within two deviations of the mean; each group of four has its own 256 counters.
    pub fn truncated_normal(self, count: usize, mean: f32, deviation: f32) -> Vec<f32> {
        let mut values = Vec::with_capacity(count + 3);
        for group in 0.. {
            if values.len() >= count {
                break;
            }
            let mut stream = Stream { counter: self.counter.wrapping_add(group * 256), ..self.clone() };
            let end = values.len() + 4;
            while values.len() < end {
                let [a, b, c, d] = stream.next_four();
                for (first, second) in [(a, b), (c, d)] {
                    for z in box_muller(first, second) {
                        if z.abs() < 2.0 && values.len() < end {
                            values.push(z * deviation + mean);
                        }
                    }
                }
            }
        }
        values.truncate(count);
        values
    }

    /// A number below `bound` (at least 1), each equally likely up to `bound` / 2^32.
    fn below(&mut self, bound: u32) -> u32 {
        let [bits, ..] = self.next_four();
        ((u64::from(bits) * u64::from(bound)) >> 32) as u32
    }
}

/// 23 random bits as a number of `[0, 1)`.
fn unit(bits: u32) -> f32 {
    f32::from_bits(127 << 23 | (bits & 0x7F_FFFF)) - 1.0
}

/// Two uniform words to two independent normals.
#[inline(never)]
fn box_muller(first: u32, second: u32) -> [f32; 2] {
    let angle = f64::from(std::f32::consts::TAU * unit(second));
    let radius = (-2.0 * portable::ln(unit(first).max(1e-7))).sqrt();
    [portable::sin(angle) as f32 * radius, portable::cos(angle) as f32 * radius]
}

/// A permutation of `0..count`: the order of rows in one epoch. The same three numbers, the same permutation.
pub fn permutation(seed: u32, epoch: u64, count: usize) -> Vec<usize> {
    let mut order = Vec::new();
    permute(seed, epoch, count, &mut order);
    order
}

/// [`permutation`] into a list that is reused (Fisher-Yates).
pub(crate) fn permute(seed: u32, epoch: u64, count: usize, order: &mut Vec<usize>) {
    /// Separates shuffling from other uses of the same seed.
    const SHUFFLE: u32 = 0x5348_5546;
    let mut stream = Stream::new(seed, SHUFFLE, epoch);
    order.clear();
    order.extend(0..count);
    for last in (1..count).rev() {
        order.swap(last, stream.below(last as u32 + 1) as usize);
    }
}

/// The seeds Keras hands to the random initializers created after `keras.utils.set_random_seed(seed)`, in order.
pub fn default_seeds(seed: u32) -> impl Iterator<Item = i64> {
    let mut twister = Twister::python(seed);
    std::iter::repeat_with(move || twister.randint_to_a_billion())
}

/// CPython's Mersenne Twister (MT19937).
struct Twister {
    state: [u32; 624],
    next: usize,
}

impl Twister {
    /// `random.seed(seed)`: the reference initialisation by array.
    fn python(seed: u32) -> Self {
        let mut state = [0_u32; 624];
        state[0] = 19_650_218;
        for i in 1..624 {
            state[i] =
                1_812_433_253_u32.wrapping_mul(state[i - 1] ^ state[i - 1] >> 30).wrapping_add(i as u32);
        }
        let mut i = 1;
        for _ in 0..624 {
            let mixed = (state[i - 1] ^ state[i - 1] >> 30).wrapping_mul(1_664_525);
            state[i] = (state[i] ^ mixed).wrapping_add(seed);
            i = Self::following(&mut state, i);
        }
        for _ in 0..623 {
            let mixed = (state[i - 1] ^ state[i - 1] >> 30).wrapping_mul(1_566_083_941);
            state[i] = (state[i] ^ mixed).wrapping_sub(i as u32);
            i = Self::following(&mut state, i);
        }
        state[0] = 0x8000_0000;
        Twister { state, next: 624 }
    }

    fn following(state: &mut [u32; 624], i: usize) -> usize {
        if i + 1 < 624 {
            return i + 1;
        }
        state[0] = state[623];
        1
    }

    fn next_word(&mut self) -> u32 {
        if self.next == 624 {
            for i in 0..624 {
                let y = self.state[i] & 0x8000_0000 | self.state[(i + 1) % 624] & 0x7FFF_FFFF;
                let twist = if y & 1 == 1 { 0x9908_B0DF } else { 0 };
                self.state[i] = self.state[(i + 397) % 624] ^ y >> 1 ^ twist;
            }
            self.next = 0;
        }
        let mut y = self.state[self.next];
        self.next += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9D2C_5680;
        y ^= y << 15 & 0xEFC6_0000;
        y ^ y >> 18
    }

    /// `random.randint(1, 10**9)`: 30 bits, drawn again while out of range.
    fn randint_to_a_billion(&mut self) -> i64 {
        loop {
            let bits = self.next_word() >> 2;
            if bits < 1_000_000_000 {
                return i64::from(bits) + 1;
            }
        }
    }
}
