/* tslint:disable */
/* eslint-disable */

type NameOf<C> = C extends string ? C : keyof C;
/** The name of a command. */
export type CommandName = NameOf<Command>;
/** The result of `Lab.draw` for each chart; null also when there is no room to draw. */
export type Drawn<C extends Chart> =
C extends { stage: unknown } ? StageDrawn | null :
C extends { curve: unknown } ? CurveDrawn | null :
C extends { map: unknown } ? MapDrawn | null :
C extends { network: unknown } ? NetworkDrawn | null : null;
export interface Lab {
    /**
     * Sets the canvas to the sheet's size and draws one chart over all of it. Returns the handles' places on the stage
     * (null for networks), the knobs' place on the map, the cursor's reading of the loss curve (null without a
     * cursor), or the places in a network's diagram, whose canvas may be larger than the sheet. Throws a `Message` if the chart can't be drawn, and an `Error` if the browser gives no canvas context.
     */
    draw<C extends Chart>(canvas: HTMLCanvasElement, sheet: Sheet, chart: C): Drawn<C>;
}


// Written by `UPDATE_WIRE=1 cargo test -p two-knobs-wasm` from the Rust types of the same names; their
// documentation says what each field means.
export type Message = {
    /**
     * The key in the catalogue, such as `link.number`.
     */
    key: string,
    /**
     * The values of the sentence's placeholders, by their names.
     */
    values: Record<string, Value>, };
    export type Value = number | string;
    export type Display = {
        /**
         * The compact view for course pages.
         */
        embed: boolean,
        /**
         * The colour theme.
         */
        theme: Theme,
        /**
         * The open insight tab; `null` where the page chooses the tab.
         */
        tab: Tab | null,
        /**
         * The open lesson, by the name of its file. Teachers may add lessons, so no list here holds all names.
         */
        lesson: string | null,
        /**
         * The visible parts, each once, in the order of [`Part::NAMES`]; `null` for all parts.
         */
        show: Array<Part> | null,
        /**
         * The language tag.
         */
        lang: string | null,
        /**
         * Whether training starts when the page comes into view.
         */
        autoplay: boolean,
        /**
         * Whether the opened link says nothing of an experiment, so that a lesson may bring its own. Links never write
         * this.
         */
        bare: boolean, };
        export type Theme = "auto" | "light" | "dark";
        export type Tab = "notebook" | "loss-map" | "loss-curve" | "one-step" | "numbers";
        export type Part = "header" | "lesson" | "model" | "data" | "stage" | "equation" | "knobs" | "train" | "insight" | "notebook" | "share" | "arrows" | "best" | "squares" | "start" | "nobias" | "freeze";
        export type Command = { "setWeight": number } | { "setBias": number } | { "setKnobs": {
            /**
             * The weight.
             */
            w: number,
            /**
             * The bias.
             */
            b: number, } } | { "turn": {
                /**
                 * Which knob.
                 */
                knob: KnobName,
                /**
                 * How many steps, up or down; a tenth is the fine pace.
                 */
                steps: number,
                /**
                 * The value to count the steps from; `null` for the present one.
                 */
                from: number | null, } } | { "pull": {
                    /**
                     * The handle.
                     */
                    handle: Handle,
                    /**
                     * Where the handle is, along x; on the loss map the weight.
                     */
                    x: number,
                    /**
                     * Where it is pulled to, along y; on the loss map the bias.
                     */
                    y: number, } } | { "hold": {
                        /**
                         * Whether a hand holds the weight.
                         */
                        w: boolean,
                        /**
                         * Whether a hand holds the bias.
                         */
                        b: boolean, } } | "settle" | "undo" | "redo" | { "freeze": {
                            /**
                             * The weight.
                             */
                            w: boolean,
                            /**
                             * The bias.
                             */
                            b: boolean, } } | { "setNoBias": boolean } | { "setScale": boolean } | { "setActivation": string } | { "choose": {
                                /**
                                 * The layer.
                                 */
                                layer: number,
                                /**
                                 * The layer's input.
                                 */
                                input: number,
                                /**
                                 * The layer's unit.
                                 */
                                unit: number, } } | "addLayer" | { "removeLayer": number } | { "moveLayer": {
                                    /**
                                     * The layer, counted from 0.
                                     */
                                    layer: number,
                                    /**
                                     * The hidden layer whose place it takes.
                                     */
                                    to: number, } } | { "setLayer": {
                                        /**
                                         * The layer, counted from 0.
                                         */
                                        layer: number,
                                        /**
                                         * The units, within [`crate::words::ranges::UNITS`].
                                         */
                                        units: number | null,
                                        /**
                                         * The activation, in Keras's spelling.
                                         */
                                        activation: string | null, } } | { "setInitializer": {
                                            /**
                                             * The kernels' initializer.
                                             */
                                            kernel: string | null,
                                            /**
                                             * The biases' initializer.
                                             */
                                            bias: string | null, } } | { "setSeed": number } | { "setLoss": string } | { "setTarget": number | null } | "step" | "reset" | "newStart" | { "setLearningRate": number } | { "setOptimizer": OptimizerName } | { "setMomentum": number } | { "setNesterov": boolean } | { "setL1": number } | { "setL2": number } | { "setClip": number } | { "setShuffle": boolean } | { "setSchedule": {
                                                /**
                                                 * Keras's schedule.
                                                 */
                                                schedule: ScheduleName,
                                                /**
                                                 * Keras's `decay_steps`: a whole number of updates.
                                                 */
                                                steps: number,
                                                /**
                                                 * Keras's `decay_rate`.
                                                 */
                                                rate: number, } } | { "setBatchSize": number | null } | { "setSpeed": Speed } | { "setData": DataName } | { "setGenerator": {
                                                    /**
                                                     * The standard deviation of the noise.
                                                     */
                                                    noise: number,
                                                    /**
                                                     * The number of points: a whole number.
                                                     */
                                                    n: number,
                                                    /**
                                                     * The seed of the points: a whole number.
                                                     */
                                                    seed: number, } } | { "setTest": number } | { "setFeatures": Array<Feature> } | { "addPoint": {
                                                        /**
                                                         * Its input.
                                                         */
                                                        x: number,
                                                        /**
                                                         * Its target.
                                                         */
                                                        y: number, } } | { "movePoint": {
                                                            /**
                                                             * The point's row, from 0.
                                                             */
                                                            row: number,
                                                            /**
                                                             * Its input.
                                                             */
                                                            x: number,
                                                            /**
                                                             * Its target.
                                                             */
                                                            y: number, } } | { "removePoint": number } | { "set": string } | { "setChallenge": Challenge | null } | "dismissNotices";
                                                            export type Challenge = {
                                                                /**
                                                                 * The loss over all rows is below this.
                                                                 */
                                                                lossBelow?: number,
                                                                /**
                                                                 * The weight is within these two numbers, ends included.
                                                                 */
                                                                w?: [number, number],
                                                                /**
                                                                 * The model has a bias, and it is within these two numbers, ends included.
                                                                 */
                                                                b?: [number, number],
                                                                /**
                                                                 * No update has been made since the weights last started afresh (Reset, New start, the lesson's opening).
                                                                 */
                                                                byHand?: boolean,
                                                                /**
                                                                 * At most this many updates were made since the weights last started afresh.
                                                                 */
                                                                updatesAtMost?: number,
                                                                /**
                                                                 * At least this many updates were made since the weights last started afresh.
                                                                 */
                                                                updatesAtLeast?: number,
                                                                /**
                                                                 * The model has no bias; `false`: it has one.
                                                                 */
                                                                noBias?: boolean,
                                                                /**
                                                                 * Inputs are scaled before training; `false`: they are not.
                                                                 */
                                                                scaled?: boolean,
                                                                /**
                                                                 * Training has diverged since the challenge was set; `false`: it has not.
                                                                 */
                                                                diverged?: boolean,
                                                                /**
                                                                 * The weights have stopped changing; `false`: they have not.
                                                                 */
                                                                settled?: boolean,
                                                                /**
                                                                 * At least this many New starts were made since the challenge was set.
                                                                 */
                                                                newStartsAtLeast?: number, };
                                                                export type Speed = "1" | "10" | "100" | "max";
                                                                export type OptimizerName = "sgd" | "rmsprop" | "adam";
                                                                export type ScheduleName = "constant" | "exponential" | "cosine";
                                                                export type Handle = "tilt" | "lift" | "both";
                                                                export type KnobName = "w" | "b";
                                                                export type DataName = "lab" | "houses" | "sqft" | "origin" | "flat" | "outlier" | "line" | "anscombe1" | "anscombe2" | "anscombe3" | "anscombe4" | "tumor" | "points" | "sine" | "step" | "abs" | "cubic" | "circle" | "xor" | "gauss" | "spiral" | "moons" | "coffee" | "plane" | "gaussians" | "blobs";
                                                                export type Quantity = {
                                                                    /**
                                                                     * Key of the name, such as `size`.
                                                                     */
                                                                    name: string,
                                                                    /**
                                                                     * Key of the unit, such as `thousandSqft`.
                                                                     */
                                                                    unit: string | null, };
                                                                    export type Feature = "x1" | "x2" | "x1x1" | "x2x2" | "x1x2" | "sinx1" | "sinx2";
                                                                    export type Generator = {
                                                                        /**
                                                                         * The standard deviation of the noise: added to y, or to the inputs where y is a class.
                                                                         */
                                                                        noise: number,
                                                                        /**
                                                                         * The number of points.
                                                                         */
                                                                        n: number,
                                                                        /**
                                                                         * The seed: another seed gives other points of the same kind.
                                                                         */
                                                                        seed: number, };
                                                                        export type Choices = {
                                                                            /**
                                                                             * The data sets.
                                                                             */
                                                                            data: Array<DataName>,
                                                                            /**
                                                                             * The losses, by their names in the link.
                                                                             */
                                                                            losses: Array<string>, };
                                                                            export type Snapshot = {
                                                                                /**
                                                                                 * The network.
                                                                                 */
                                                                                model: Model,
                                                                                /**
                                                                                 * The data set.
                                                                                 */
                                                                                data: Data,
                                                                                /**
                                                                                 * The stage's axes. They fit the data and do not move during a drag.
                                                                                 */
                                                                                axes: Axes,
                                                                                /**
                                                                                 * The weight that the knobs hold, and whose unit's bias they hold.
                                                                                 */
                                                                                held: Place,
                                                                                /**
                                                                                 * The weights into the held unit, one for each input of its layer, as the trainer holds them.
                                                                                 */
                                                                                weights: Array<number>,
                                                                                /**
                                                                                 * The weight.
                                                                                 */
                                                                                w: Knob,
                                                                                /**
                                                                                 * The bias.
                                                                                 */
                                                                                b: Knob,
                                                                                /**
                                                                                 * The line with the smallest loss, penalties included, in closed form; `null` where there is no single best line.
                                                                                 */
                                                                                best: Fit | null,
                                                                                /**
                                                                                 * The best line with a bias, for a model without one; `null` where there is a bias.
                                                                                 */
                                                                                withBias: Fit | null,
                                                                                /**
                                                                                 * The x at which a logistic neuron predicts one half, so that its decision changes there; `null` for other models.
                                                                                 */
                                                                                decision: number | null,
                                                                                /**
                                                                                 * The knob values that Reset returns to.
                                                                                 */
                                                                                start: Start,
                                                                                /**
                                                                                 * The knob values at which the present run began. They differ from `start` if a hand turned a knob before the
                                                                                 * run's first update.
                                                                                 */
                                                                                began: Start,
                                                                                /**
                                                                                 * The loss over all rows at the current parameters, without penalties.
                                                                                 */
                                                                                loss: number,
                                                                                /**
                                                                                 * The L1 and L2 penalty on large weights. SGD lowers the sum of the loss and the penalty.
                                                                                 */
                                                                                penalty: number,
                                                                                /**
                                                                                 * The loss over the held-out rows, without penalties; `null` where no rows are held out.
                                                                                 */
                                                                                testLoss: number | null,
                                                                                /**
                                                                                 * The loss's name in the link.
                                                                                 */
                                                                                lossName: string,
                                                                                /**
                                                                                 * The share of y's variance that the line explains, over all rows; `null` where y does not vary or is a label.
                                                                                 */
                                                                                r2: number | null,
                                                                                /**
                                                                                 * The error (prediction - y) of each row; empty if there are more than three rows.
                                                                                 */
                                                                                misses: Array<number>,
                                                                                /**
                                                                                 * Training's settings and counters.
                                                                                 */
                                                                                training: Training,
                                                                                /**
                                                                                 * A number that changes whenever [`crate::Session::choices`] does, also from one experiment to another.
                                                                                 */
                                                                                choicesVersion: number,
                                                                                /**
                                                                                 * A number that changes whenever the loss map does.
                                                                                 */
                                                                                mapVersion: number,
                                                                                /**
                                                                                 * Whether there is something to undo.
                                                                                 */
                                                                                canUndo: boolean,
                                                                                /**
                                                                                 * Whether there is something to redo.
                                                                                 */
                                                                                canRedo: boolean,
                                                                                /**
                                                                                 * Earlier runs on the same data, the oldest first.
                                                                                 */
                                                                                past: Array<Past>,
                                                                                /**
                                                                                 * Rows of the next update's batch; empty if the batch has all rows or more than 64.
                                                                                 */
                                                                                batch: Array<number>,
                                                                                /**
                                                                                 * The loss curve's frame.
                                                                                 */
                                                                                curve: CurveFrame,
                                                                                /**
                                                                                 * How many answers are right, where y is a class; `null` elsewhere.
                                                                                 */
                                                                                classes: Classes | null,
                                                                                /**
                                                                                 * What goes wrong, and what helps.
                                                                                 */
                                                                                hints: Array<Hint>,
                                                                                /**
                                                                                 * Units of hidden layers that no longer help.
                                                                                 */
                                                                                notes: Array<Note>,
                                                                                /**
                                                                                 * How far a lesson's challenge has come; `null` where none is set.
                                                                                 */
                                                                                challenge: ChallengeState | null,
                                                                                /**
                                                                                 * The parts of the link that could not be used.
                                                                                 */
                                                                                notices: Array<Message>, };
                                                                                export type Model = {
                                                                                    /**
                                                                                     * How many numbers the network is fed: the inputs, or the features.
                                                                                     */
                                                                                    inputs: number,
                                                                                    /**
                                                                                     * The layers, first to last.
                                                                                     */
                                                                                    layers: Array<Layer>,
                                                                                    /**
                                                                                     * Whether layers have biases.
                                                                                     */
                                                                                    useBias: boolean,
                                                                                    /**
                                                                                     * How many weights and biases there are.
                                                                                     */
                                                                                    parameters: number,
                                                                                    /**
                                                                                     * The kernels' initializer, in Keras's spelling.
                                                                                     */
                                                                                    kernelInitializer: string,
                                                                                    /**
                                                                                     * The biases' initializer.
                                                                                     */
                                                                                    biasInitializer: string,
                                                                                    /**
                                                                                     * What the last change of the layers did; `null` once something else has changed.
                                                                                     */
                                                                                    news: Message | null,
                                                                                    /**
                                                                                     * Whether the network is one neuron with one input, so that the two knobs are all its parameters.
                                                                                     */
                                                                                    isNeuron: boolean,
                                                                                    /**
                                                                                     * Whether the network is one linear neuron with one input, so that it draws a line.
                                                                                     */
                                                                                    isLine: boolean, };
                                                                                    export type Layer = {
                                                                                        /**
                                                                                         * The kernel's rows.
                                                                                         */
                                                                                        inputs: number,
                                                                                        /**
                                                                                         * How many weights and biases the layer has.
                                                                                         */
                                                                                        parameters: number,
                                                                                        /**
                                                                                         * Whether the layer has a bias.
                                                                                         */
                                                                                        useBias: boolean,
                                                                                        /**
                                                                                         * The number of units.
                                                                                         */
                                                                                        units: number,
                                                                                        /**
                                                                                         * The units' activation, in Keras's spelling.
                                                                                         */
                                                                                        activation: string, };
                                                                                        export type Data = {
                                                                                            /**
                                                                                             * The data set's name.
                                                                                             */
                                                                                            name: DataName,
                                                                                            /**
                                                                                             * Columns of x.
                                                                                             */
                                                                                            inputs: number,
                                                                                            /**
                                                                                             * What the network is fed of two inputs, in order; empty where there is one input.
                                                                                             */
                                                                                            features: Array<Feature>,
                                                                                            /**
                                                                                             * How many points are trained on.
                                                                                             */
                                                                                            rows: number,
                                                                                            /**
                                                                                             * How many points are held out.
                                                                                             */
                                                                                            testRows: number,
                                                                                            /**
                                                                                             * The share of the points that is held out.
                                                                                             */
                                                                                            test: number,
                                                                                            /**
                                                                                             * How many classes y numbers from 0; 0 where y is not a class.
                                                                                             */
                                                                                            classes: number,
                                                                                            /**
                                                                                             * How the points are generated; `null` where they are not generated.
                                                                                             */
                                                                                            generator: Generator | null,
                                                                                            /**
                                                                                             * Rises whenever the points change.
                                                                                             */
                                                                                            version: number,
                                                                                            /**
                                                                                             * What x, or the first of two inputs, measures.
                                                                                             */
                                                                                            x: Quantity,
                                                                                            /**
                                                                                             * What the second of two inputs measures.
                                                                                             */
                                                                                            x2: Quantity | null,
                                                                                            /**
                                                                                             * What y measures.
                                                                                             */
                                                                                            y: Quantity, };
                                                                                            export type Axes = {
                                                                                                /**
                                                                                                 * Rises whenever an axis changes.
                                                                                                 */
                                                                                                version: number,
                                                                                                /**
                                                                                                 * The axis of the input.
                                                                                                 */
                                                                                                x: Axis,
                                                                                                /**
                                                                                                 * The axis of the output.
                                                                                                 */
                                                                                                y: Axis, };
                                                                                                export type Axis = {
                                                                                                    /**
                                                                                                     * The value at the low end.
                                                                                                     */
                                                                                                    min: number,
                                                                                                    /**
                                                                                                     * The value at the high end.
                                                                                                     */
                                                                                                    max: number,
                                                                                                    /**
                                                                                                     * The values with a tick, rising, between the ends.
                                                                                                     */
                                                                                                    ticks: Array<number>, };
                                                                                                    export type Place = {
                                                                                                        /**
                                                                                                         * The layer.
                                                                                                         */
                                                                                                        layer: number,
                                                                                                        /**
                                                                                                         * The layer's input: a row of its kernel.
                                                                                                         */
                                                                                                        input: number,
                                                                                                        /**
                                                                                                         * The layer's unit: a column of its kernel.
                                                                                                         */
                                                                                                        unit: number, };
                                                                                                        export type Knob = {
                                                                                                            /**
                                                                                                             * The knob's value.
                                                                                                             */
                                                                                                            value: number,
                                                                                                            /**
                                                                                                             * The slider's ends and marks.
                                                                                                             */
                                                                                                            scale: Axis,
                                                                                                            /**
                                                                                                             * How much one press of an arrow key changes the value.
                                                                                                             */
                                                                                                            step: number,
                                                                                                            /**
                                                                                                             * What the next SGD update would add, limited to the largest 32-bit number.
                                                                                                             */
                                                                                                            nudge: number,
                                                                                                            /**
                                                                                                             * The end of the slider that the value is beyond.
                                                                                                             */
                                                                                                            offScale: End | null,
                                                                                                            /**
                                                                                                             * Whether the knob is frozen: SGD never changes it.
                                                                                                             */
                                                                                                            frozen: boolean,
                                                                                                            /**
                                                                                                             * Whether the model lacks this parameter.
                                                                                                             */
                                                                                                            off: boolean, };
                                                                                                            export type End = "low" | "high";
                                                                                                            export type Fit = {
                                                                                                                /**
                                                                                                                 * The line's weight.
                                                                                                                 */
                                                                                                                w: number,
                                                                                                                /**
                                                                                                                 * The line's bias.
                                                                                                                 */
                                                                                                                b: number,
                                                                                                                /**
                                                                                                                 * The line's loss over all rows, penalties included.
                                                                                                                 */
                                                                                                                loss: number, };
                                                                                                                export type Start = {
                                                                                                                    /**
                                                                                                                     * The weight.
                                                                                                                     */
                                                                                                                    w: number,
                                                                                                                    /**
                                                                                                                     * The bias.
                                                                                                                     */
                                                                                                                    b: number, };
                                                                                                                    export type Training = {
                                                                                                                        /**
                                                                                                                         * The optimizer's learning rate.
                                                                                                                         */
                                                                                                                        learningRate: number,
                                                                                                                        /**
                                                                                                                         * The ends of the learning rate's logarithmic slider, which fit the limit, and the powers of ten marked on it.
                                                                                                                         */
                                                                                                                        rateScale: Axis,
                                                                                                                        /**
                                                                                                                         * The limit of the learning rate on this data; `null` where no limit is known.
                                                                                                                         */
                                                                                                                        limit: number | null,
                                                                                                                        /**
                                                                                                                         * The kind of the limit.
                                                                                                                         */
                                                                                                                        limitKind: LimitKind,
                                                                                                                        /**
                                                                                                                         * What helps after training has diverged; `null` otherwise.
                                                                                                                         */
                                                                                                                        advice: Advice | null,
                                                                                                                        /**
                                                                                                                         * Rows of one update; `null` means all rows.
                                                                                                                         */
                                                                                                                        batchSize: number | null,
                                                                                                                        /**
                                                                                                                         * Batch sizes to choose from, the current one among them, besides "all".
                                                                                                                         */
                                                                                                                        batchChoices: Array<number>,
                                                                                                                        /**
                                                                                                                         * The settings that the panel holds.
                                                                                                                         */
                                                                                                                        settings: TrainingSettings,
                                                                                                                        /**
                                                                                                                         * The name of the optimizer's class in Keras.
                                                                                                                         */
                                                                                                                        optimizer: string,
                                                                                                                        /**
                                                                                                                         * Whether inputs are standardised before training.
                                                                                                                         */
                                                                                                                        scale: boolean,
                                                                                                                        /**
                                                                                                                         * The loss at which training stops.
                                                                                                                         */
                                                                                                                        target: number | null,
                                                                                                                        /**
                                                                                                                         * The pace: updates per frame.
                                                                                                                         */
                                                                                                                        speed: Speed,
                                                                                                                        /**
                                                                                                                         * The number given to Keras's `set_random_seed`.
                                                                                                                         */
                                                                                                                        seed: number,
                                                                                                                        /**
                                                                                                                         * Epochs completed, counted on from the link's epoch.
                                                                                                                         */
                                                                                                                        epoch: number,
                                                                                                                        /**
                                                                                                                         * Updates made since the run began.
                                                                                                                         */
                                                                                                                        updates: number,
                                                                                                                        /**
                                                                                                                         * Whether training can go on, and if not, why.
                                                                                                                         */
                                                                                                                        status: Status, };
                                                                                                                        export type TrainingSettings = {
                                                                                                                            /**
                                                                                                                             * The optimizer, by its name in the link.
                                                                                                                             */
                                                                                                                            optimizer: OptimizerName,
                                                                                                                            /**
                                                                                                                             * The momentum of SGD and RMSprop.
                                                                                                                             */
                                                                                                                            momentum: number,
                                                                                                                            /**
                                                                                                                             * Whether SGD looks ahead along its momentum.
                                                                                                                             */
                                                                                                                            nesterov: boolean,
                                                                                                                            /**
                                                                                                                             * The factor of the penalty on the kernels' absolute values.
                                                                                                                             */
                                                                                                                            l1: number,
                                                                                                                            /**
                                                                                                                             * The factor of the penalty on the kernels' squares.
                                                                                                                             */
                                                                                                                            l2: number,
                                                                                                                            /**
                                                                                                                             * The longest gradient of each kernel and bias; 0 means no limit.
                                                                                                                             */
                                                                                                                            clip: number,
                                                                                                                            /**
                                                                                                                             * Whether each epoch shuffles the rows.
                                                                                                                             */
                                                                                                                            shuffle: boolean,
                                                                                                                            /**
                                                                                                                             * How the learning rate changes while training goes on.
                                                                                                                             */
                                                                                                                            schedule: ScheduleName,
                                                                                                                            /**
                                                                                                                             * The schedule's `decay_steps`.
                                                                                                                             */
                                                                                                                            decaySteps: number,
                                                                                                                            /**
                                                                                                                             * The schedule's `decay_rate`.
                                                                                                                             */
                                                                                                                            decayRate: number,
                                                                                                                            /**
                                                                                                                             * The learning rate of the next update, which a schedule has lowered.
                                                                                                                             */
                                                                                                                            rateNow: number,
                                                                                                                            /**
                                                                                                                             * Whether the optimizer has a momentum.
                                                                                                                             */
                                                                                                                            hasMomentum: boolean,
                                                                                                                            /**
                                                                                                                             * Whether the optimizer can look ahead along its momentum.
                                                                                                                             */
                                                                                                                            hasNesterov: boolean, };
                                                                                                                            export type LimitKind = "diverges" | "safe" | "allRows";
                                                                                                                            export type Advice = {
                                                                                                                                /**
                                                                                                                                 * A learning rate that lowers the loss from the same start, as twice this rate does too; `null` if none was found.
                                                                                                                                 */
                                                                                                                                rate: number | null,
                                                                                                                                /**
                                                                                                                                 * Whether scaled inputs, with the learning rate chosen for them, lower the loss.
                                                                                                                                 */
                                                                                                                                scale: boolean,
                                                                                                                                /**
                                                                                                                                 * If no rate was found: the setting that must become smaller before one works.
                                                                                                                                 */
                                                                                                                                less: Less | null, };
                                                                                                                                export type Less = "momentum" | "penalty";
                                                                                                                                export type Status = "ready" | "settled" | "nonFinite" | "target" | "rateAboveLimit";
                                                                                                                                export type CurveFrame = {
                                                                                                                                    /**
                                                                                                                                     * Updates recorded since the start; 0 draws an empty curve.
                                                                                                                                     */
                                                                                                                                    updates: number,
                                                                                                                                    /**
                                                                                                                                     * The axis of the epochs.
                                                                                                                                     */
                                                                                                                                    x: Axis,
                                                                                                                                    /**
                                                                                                                                     * The logarithmic axis of the loss.
                                                                                                                                     */
                                                                                                                                    y: Axis,
                                                                                                                                    /**
                                                                                                                                     * The linear axis of the loss.
                                                                                                                                     */
                                                                                                                                    linear: Axis, };
                                                                                                                                    export type Past = {
                                                                                                                                        /**
                                                                                                                                         * The weight at the run's start.
                                                                                                                                         */
                                                                                                                                        w: number,
                                                                                                                                        /**
                                                                                                                                         * The bias at the run's start.
                                                                                                                                         */
                                                                                                                                        b: number,
                                                                                                                                        /**
                                                                                                                                         * The run's learning rate.
                                                                                                                                         */
                                                                                                                                        learningRate: number,
                                                                                                                                        /**
                                                                                                                                         * Rows of one update; `null` means all rows.
                                                                                                                                         */
                                                                                                                                        batchSize: number | null,
                                                                                                                                        /**
                                                                                                                                         * Updates made.
                                                                                                                                         */
                                                                                                                                        updates: number,
                                                                                                                                        /**
                                                                                                                                         * The loss over all rows at the run's end.
                                                                                                                                         */
                                                                                                                                        loss: number, };
                                                                                                                                        export type ChallengeState = {
                                                                                                                                            /**
                                                                                                                                             * Whether the challenge has been met since it was set.
                                                                                                                                             */
                                                                                                                                            met: boolean,
                                                                                                                                            /**
                                                                                                                                             * Whether more updates were made than the challenge allows, so that only Reset or New start can help.
                                                                                                                                             */
                                                                                                                                            spent: boolean,
                                                                                                                                            /**
                                                                                                                                             * Updates since the weights last started afresh.
                                                                                                                                             */
                                                                                                                                            updates: number,
                                                                                                                                            /**
                                                                                                                                             * How many New starts were made.
                                                                                                                                             */
                                                                                                                                            newStarts: number, };
                                                                                                                                            export type Classes = {
                                                                                                                                                /**
                                                                                                                                                 * The share of the rows whose class is answered.
                                                                                                                                                 */
                                                                                                                                                accuracy: number,
                                                                                                                                                /**
                                                                                                                                                 * The same share of the held-out rows; `null` where no rows are held out.
                                                                                                                                                 */
                                                                                                                                                testAccuracy: number | null,
                                                                                                                                                /**
                                                                                                                                                 * For each class of y, how many of its rows are answered with each class.
                                                                                                                                                 */
                                                                                                                                                confusions: Array<Array<number>>, };
                                                                                                                                                export type Hint = {
                                                                                                                                                    /**
                                                                                                                                                     * What goes wrong.
                                                                                                                                                     */
                                                                                                                                                    fault: Fault,
                                                                                                                                                    /**
                                                                                                                                                     * The hidden layer that it concerns, counted from 0.
                                                                                                                                                     */
                                                                                                                                                    layer: number | null,
                                                                                                                                                    /**
                                                                                                                                                     * How many units it concerns.
                                                                                                                                                     */
                                                                                                                                                    units: number,
                                                                                                                                                    /**
                                                                                                                                                     * What helps: each repair is the commands that a button sends one after the other.
                                                                                                                                                     */
                                                                                                                                                    repairs: Array<Repair>, };
                                                                                                                                                    export type Fault = Mismatch | Trouble;
                                                                                                                                                    export type Trouble = "twins" | "dead" | "stuck" | "exploding" | "plateau";
                                                                                                                                                    export type Repair = { "activation": string } | { "loss": string } | { "clip": number } | "newStart" | { "initializer": string };
                                                                                                                                                    export type Note = {
                                                                                                                                                        /**
                                                                                                                                                         * The layer, counted from 0.
                                                                                                                                                         */
                                                                                                                                                        layer: number,
                                                                                                                                                        /**
                                                                                                                                                         * The unit, counted from 0.
                                                                                                                                                         */
                                                                                                                                                        unit: number,
                                                                                                                                                        /**
                                                                                                                                                         * What is wrong with it.
                                                                                                                                                         */
                                                                                                                                                        kind: NoteKind,
                                                                                                                                                        /**
                                                                                                                                                         * For a twin: the first unit that is like it.
                                                                                                                                                         */
                                                                                                                                                        like: number | null, };
                                                                                                                                                        export type NoteKind = "twin" | "alwaysZero" | "stuckLow" | "stuckHigh";
                                                                                                                                                        export type Mismatch = "loneSoftmax" | "needsSoftmax" | "needsSigmoid" | "outOfReach" | "flatLoss";
                                                                                                                                                        export type Table = {
                                                                                                                                                            /**
                                                                                                                                                             * Columns of x.
                                                                                                                                                             */
                                                                                                                                                            inputs: number,
                                                                                                                                                            /**
                                                                                                                                                             * How many numbers a row has: the inputs, y, the prediction, the error (prediction - y) and the row's own loss,
                                                                                                                                                             * such as the error squared.
                                                                                                                                                             */
                                                                                                                                                            stride: number,
                                                                                                                                                            /**
                                                                                                                                                             * All rows, one after the other.
                                                                                                                                                             */
                                                                                                                                                            values: Float32Array, };
                                                                                                                                                            export type Step = {
                                                                                                                                                                /**
                                                                                                                                                                 * The batch's rows, at most the first 12.
                                                                                                                                                                 */
                                                                                                                                                                rows: Array<StepRow>,
                                                                                                                                                                /**
                                                                                                                                                                 * How many rows the batch has.
                                                                                                                                                                 */
                                                                                                                                                                batch: number,
                                                                                                                                                                /**
                                                                                                                                                                 * How many rows there are.
                                                                                                                                                                 */
                                                                                                                                                                total: number,
                                                                                                                                                                /**
                                                                                                                                                                 * The factor that the loss's derivative has before each pull: 2 for squared errors, otherwise 1.
                                                                                                                                                                 */
                                                                                                                                                                factor: number,
                                                                                                                                                                /**
                                                                                                                                                                 * Whether each row's pull equals its error (`miss`), so that the pull needs no column of its own.
                                                                                                                                                                 */
                                                                                                                                                                pullIsMiss: boolean,
                                                                                                                                                                /**
                                                                                                                                                                 * The mean of the pulls times x.
                                                                                                                                                                 */
                                                                                                                                                                meanPullX: number,
                                                                                                                                                                /**
                                                                                                                                                                 * The mean of the pulls.
                                                                                                                                                                 */
                                                                                                                                                                meanPull: number,
                                                                                                                                                                /**
                                                                                                                                                                 * The learning rate.
                                                                                                                                                                 */
                                                                                                                                                                learningRate: number,
                                                                                                                                                                /**
                                                                                                                                                                 * `[w, b]` now, as the trainer holds them: with scaled inputs, not in the data's units.
                                                                                                                                                                 */
                                                                                                                                                                before: [number, number],
                                                                                                                                                                /**
                                                                                                                                                                 * `[w, b]` after the update.
                                                                                                                                                                 */
                                                                                                                                                                after: [number, number],
                                                                                                                                                                /**
                                                                                                                                                                 * Whether the update is more than the formula: another optimizer, momentum, a penalty or a clipped gradient.
                                                                                                                                                                 */
                                                                                                                                                                more: boolean, };
                                                                                                                                                                export type StepRow = {
                                                                                                                                                                    /**
                                                                                                                                                                     * The row's number in the data, from 0.
                                                                                                                                                                     */
                                                                                                                                                                    row: number,
                                                                                                                                                                    /**
                                                                                                                                                                     * The row's input, scaled as in training.
                                                                                                                                                                     */
                                                                                                                                                                    x: number,
                                                                                                                                                                    /**
                                                                                                                                                                     * The row's target.
                                                                                                                                                                     */
                                                                                                                                                                    y: number,
                                                                                                                                                                    /**
                                                                                                                                                                     * The neuron's prediction.
                                                                                                                                                                     */
                                                                                                                                                                    guess: number,
                                                                                                                                                                    /**
                                                                                                                                                                     * The error: the prediction minus the target.
                                                                                                                                                                     */
                                                                                                                                                                    miss: number,
                                                                                                                                                                    /**
                                                                                                                                                                     * The derivative of the row's loss by the neuron's sum `w x + b`, divided by the factor.
                                                                                                                                                                     */
                                                                                                                                                                    pull: number, };
                                                                                                                                                                    export type Trained = {
                                                                                                                                                                        /**
                                                                                                                                                                         * The parameters at its start, as a link's `params` writes them.
                                                                                                                                                                         */
                                                                                                                                                                        from: string,
                                                                                                                                                                        /**
                                                                                                                                                                         * The trainer's count of updates at its start.
                                                                                                                                                                         */
                                                                                                                                                                        first: number,
                                                                                                                                                                        /**
                                                                                                                                                                         * Updates made since its start; never 0.
                                                                                                                                                                         */
                                                                                                                                                                        updates: number,
                                                                                                                                                                        /**
                                                                                                                                                                         * The parameters that SGD left out, as a link's `lock` writes them.
                                                                                                                                                                         */
                                                                                                                                                                        frozen: string,
                                                                                                                                                                        /**
                                                                                                                                                                         * Whether the optimizer remembered updates from before, which no new one in Keras does.
                                                                                                                                                                         */
                                                                                                                                                                        warm: boolean, };
                                                                                                                                                                        export type Sheet = {
                                                                                                                                                                            /**
                                                                                                                                                                             * In CSS pixels.
                                                                                                                                                                             */
                                                                                                                                                                            width: number,
                                                                                                                                                                            /**
                                                                                                                                                                             * In CSS pixels.
                                                                                                                                                                             */
                                                                                                                                                                            height: number,
                                                                                                                                                                            /**
                                                                                                                                                                             * `devicePixelRatio`.
                                                                                                                                                                             */
                                                                                                                                                                            scale: number,
                                                                                                                                                                            /**
                                                                                                                                                                             * The space between the canvas's edges and the plot.
                                                                                                                                                                             */
                                                                                                                                                                            margins: Margins,
                                                                                                                                                                            /**
                                                                                                                                                                             * The theme's colours.
                                                                                                                                                                             */
                                                                                                                                                                            palette: Palette,
                                                                                                                                                                            /**
                                                                                                                                                                             * Font families.
                                                                                                                                                                             */
                                                                                                                                                                            fonts: Fonts, };
                                                                                                                                                                            export type Margins = { left: number, top: number, right: number, bottom: number, };
                                                                                                                                                                            export type Palette = { surface: string, ink: string, ink2: string, ink3: string, grid: string, hair2: string, edge: string, ghost: string, w: string, wText: string, b: string, bText: string, loss: string, lossText: string, best: string, bestText: string, };
                                                                                                                                                                            export type Fonts = { ui: string, math: string, };
                                                                                                                                                                            export type Chart = "stageGround" | { "stageAxes": Scales } | { "stage": StageMarks } | { "curveAxes": CurveScales } | { "curve": CurveMarks } | { "mapAxes": Scales } | { "map": MapMarks } | "sparkline" | { "network": NetworkMarks };
                                                                                                                                                                            export type Scales = {
                                                                                                                                                                                /**
                                                                                                                                                                                 * One label for each tick.
                                                                                                                                                                                 */
                                                                                                                                                                                xTicks: Array<string>,
                                                                                                                                                                                /**
                                                                                                                                                                                 * One label for each tick.
                                                                                                                                                                                 */
                                                                                                                                                                                yTicks: Array<string>, xTitle: string, yTitle: string, };
                                                                                                                                                                                export type StageMarks = {
                                                                                                                                                                                    /**
                                                                                                                                                                                     * The name of the line that the knobs turn.
                                                                                                                                                                                     */
                                                                                                                                                                                    fit: string,
                                                                                                                                                                                    /**
                                                                                                                                                                                     * The name of the line that Reset returns to; `null` leaves the line out.
                                                                                                                                                                                     */
                                                                                                                                                                                    start: string | null,
                                                                                                                                                                                    /**
                                                                                                                                                                                     * The name of the line with the smallest loss; `null` leaves the line out.
                                                                                                                                                                                     */
                                                                                                                                                                                    best: string | null,
                                                                                                                                                                                    /**
                                                                                                                                                                                     * Whether earlier lines are shown.
                                                                                                                                                                                     */
                                                                                                                                                                                    trail: boolean,
                                                                                                                                                                                    /**
                                                                                                                                                                                     * The words beside the pin that holds a line without bias.
                                                                                                                                                                                     */
                                                                                                                                                                                    pin: string,
                                                                                                                                                                                    /**
                                                                                                                                                                                     * The gap between each point and the line.
                                                                                                                                                                                     */
                                                                                                                                                                                    misses: Misses,
                                                                                                                                                                                    /**
                                                                                                                                                                                     * The rise of w and the lift of b.
                                                                                                                                                                                     */
                                                                                                                                                                                    rise: Rise | null, };
                                                                                                                                                                                    export type Misses = "none" | "segments" | { "squares": Array<string> };
                                                                                                                                                                                    export type Rise = {
                                                                                                                                                                                        /**
                                                                                                                                                                                         * Behind the letter w.
                                                                                                                                                                                         */
                                                                                                                                                                                        w: string,
                                                                                                                                                                                        /**
                                                                                                                                                                                         * Behind the letter b.
                                                                                                                                                                                         */
                                                                                                                                                                                        b: string,
                                                                                                                                                                                        /**
                                                                                                                                                                                         * Under the run of the slope triangle.
                                                                                                                                                                                         */
                                                                                                                                                                                        run: string, };
                                                                                                                                                                                        export type CurveScales = {
                                                                                                                                                                                            /**
                                                                                                                                                                                             * Whether the loss's scale is logarithmic.
                                                                                                                                                                                             */
                                                                                                                                                                                            log: boolean,
                                                                                                                                                                                            /**
                                                                                                                                                                                             * The words at the axes.
                                                                                                                                                                                             */
                                                                                                                                                                                            scales: Scales, };
                                                                                                                                                                                            export type CurveMarks = {
                                                                                                                                                                                                /**
                                                                                                                                                                                                 * Whether the loss's scale is logarithmic.
                                                                                                                                                                                                 */
                                                                                                                                                                                                log: boolean,
                                                                                                                                                                                                /**
                                                                                                                                                                                                 * The words at the line of the smallest possible loss; `null` leaves the line out.
                                                                                                                                                                                                 */
                                                                                                                                                                                                best: string | null,
                                                                                                                                                                                                /**
                                                                                                                                                                                                 * The x at which the cursor reads the curve, in CSS pixels from the canvas's left edge.
                                                                                                                                                                                                 */
                                                                                                                                                                                                cursor: number | null, };
                                                                                                                                                                                                export type MapMarks = { start: string, best: string, };
                                                                                                                                                                                                export type NetworkMarks = {
                                                                                                                                                                                                    /**
                                                                                                                                                                                                     * The inputs' names.
                                                                                                                                                                                                     */
                                                                                                                                                                                                    names: Array<string>,
                                                                                                                                                                                                    /**
                                                                                                                                                                                                     * The decimal point of numbers.
                                                                                                                                                                                                     */
                                                                                                                                                                                                    point: string,
                                                                                                                                                                                                    /**
                                                                                                                                                                                                     * Where the pointer is, in CSS pixels from the drawing's upper left corner: x and y.
                                                                                                                                                                                                     */
                                                                                                                                                                                                    cursor: Array<number> | null,
                                                                                                                                                                                                    /**
                                                                                                                                                                                                     * The unit that is focused: its column, where 0 is the inputs', and its row.
                                                                                                                                                                                                     */
                                                                                                                                                                                                    focus: Array<number> | null,
                                                                                                                                                                                                    /**
                                                                                                                                                                                                     * The weight to name: layer, input, unit. `null` names the one pointed at, else the held one.
                                                                                                                                                                                                     */
                                                                                                                                                                                                    named: Array<number> | null,
                                                                                                                                                                                                    /**
                                                                                                                                                                                                     * Whether to return the places of all tiles.
                                                                                                                                                                                                     */
                                                                                                                                                                                                    places: boolean, };
                                                                                                                                                                                                    export type StageDrawn = {
                                                                                                                                                                                                        /**
                                                                                                                                                                                                         * The handle that turns w.
                                                                                                                                                                                                         */
                                                                                                                                                                                                        tilt: HandlePlace,
                                                                                                                                                                                                        /**
                                                                                                                                                                                                         * The handle that turns b.
                                                                                                                                                                                                         */
                                                                                                                                                                                                        lift: HandlePlace, };
                                                                                                                                                                                                        export type HandlePlace = {
                                                                                                                                                                                                            /**
                                                                                                                                                                                                             * CSS pixels from the canvas's left edge.
                                                                                                                                                                                                             */
                                                                                                                                                                                                            x: number,
                                                                                                                                                                                                            /**
                                                                                                                                                                                                             * CSS pixels from the canvas's upper edge.
                                                                                                                                                                                                             */
                                                                                                                                                                                                            y: number,
                                                                                                                                                                                                            /**
                                                                                                                                                                                                             * The input x whose prediction the handle pulls.
                                                                                                                                                                                                             */
                                                                                                                                                                                                            at: number, };
                                                                                                                                                                                                            export type CurveDrawn = { epoch: number, loss: number,
                                                                                                                                                                                                            /**
                                                                                                                                                                                                             * The x of the point that is read, in CSS pixels from the canvas's left edge.
                                                                                                                                                                                                             */
                                                                                                                                                                                                            x: number,
                                                                                                                                                                                                            /**
                                                                                                                                                                                                             * The x of the point before, or of the same point if it is the first; in CSS pixels.
                                                                                                                                                                                                             */
                                                                                                                                                                                                            before: number,
                                                                                                                                                                                                            /**
                                                                                                                                                                                                             * The x of the point after, or of the same point if it is the last; in CSS pixels.
                                                                                                                                                                                                             */
                                                                                                                                                                                                            after: number, };
                                                                                                                                                                                                            export type MapDrawn = { x: number, y: number, };
                                                                                                                                                                                                            export type NetworkDrawn = {
                                                                                                                                                                                                                /**
                                                                                                                                                                                                                 * The drawing's width in CSS pixels; more than the sheet's where the sheet is too narrow.
                                                                                                                                                                                                                 */
                                                                                                                                                                                                                width: number,
                                                                                                                                                                                                                /**
                                                                                                                                                                                                                 * The drawing's height in CSS pixels; more than the sheet's where the sheet is too low.
                                                                                                                                                                                                                 */
                                                                                                                                                                                                                height: number,
                                                                                                                                                                                                                /**
                                                                                                                                                                                                                 * The radius of a bias's dot, whose centre is its tile's lower left corner.
                                                                                                                                                                                                                 */
                                                                                                                                                                                                                dot: number,
                                                                                                                                                                                                                /**
                                                                                                                                                                                                                 * The weight that is the knob w: layer, input, unit.
                                                                                                                                                                                                                 */
                                                                                                                                                                                                                held: [number, number, number],
                                                                                                                                                                                                                /**
                                                                                                                                                                                                                 * What is under the pointer; `null` where nothing is.
                                                                                                                                                                                                                 */
                                                                                                                                                                                                                under: Under | null,
                                                                                                                                                                                                                /**
                                                                                                                                                                                                                 * The weight that the pill names.
                                                                                                                                                                                                                 */
                                                                                                                                                                                                                named: number | null,
                                                                                                                                                                                                                /**
                                                                                                                                                                                                                 * Where the pill is: the middle of its edge, in CSS pixels.
                                                                                                                                                                                                                 */
                                                                                                                                                                                                                at: [number, number] | null,
                                                                                                                                                                                                                /**
                                                                                                                                                                                                                 * The columns, the inputs' first; `null` unless the places were asked for.
                                                                                                                                                                                                                 */
                                                                                                                                                                                                                columns: Array<ColumnPlace> | null, };
                                                                                                                                                                                                                export type Under = { kind: UnderKind, layer: number,
                                                                                                                                                                                                                /**
                                                                                                                                                                                                                 * The weight's input, or the input itself; 0 for a bias or a unit.
                                                                                                                                                                                                                 */
                                                                                                                                                                                                                input: number, unit: number,
                                                                                                                                                                                                                /**
                                                                                                                                                                                                                 * The weight or the bias; `null` for a unit or an input.
                                                                                                                                                                                                                 */
                                                                                                                                                                                                                value: number | null,
                                                                                                                                                                                                                /**
                                                                                                                                                                                                                 * Whether the weight's edge is dashed, because the weight is negative.
                                                                                                                                                                                                                 */
                                                                                                                                                                                                                dashed: boolean, };
                                                                                                                                                                                                                export type UnderKind = "weight" | "bias" | "unit" | "input";
                                                                                                                                                                                                                export type ColumnPlace = {
                                                                                                                                                                                                                    /**
                                                                                                                                                                                                                     * The heading's place, at the top.
                                                                                                                                                                                                                     */
                                                                                                                                                                                                                    heading: TilePlace,
                                                                                                                                                                                                                    /**
                                                                                                                                                                                                                     * From the top.
                                                                                                                                                                                                                     */
                                                                                                                                                                                                                    tiles: Array<TilePlace>, };
                                                                                                                                                                                                                    export type TilePlace = { x: number, y: number, width: number, height: number, };



                                                                                                                                                                                                                    /**
                                                                                                                                                                                                                     * One experiment, which the page holds.
                                                                                                                                                                                                                     */
                                                                                                                                                                                                                    export class Lab {
                                                                                                                                                                                                                        free(): void;
                                                                                                                                                                                                                        [Symbol.dispose](): void;
                                                                                                                                                                                                                        /**
                                                                                                                                                                                                                         * Makes at most this many SGD updates; fewer if training ends by itself. Throws a `Message` if `updates` is not a
                                                                                                                                                                                                                         * whole number.
                                                                                                                                                                                                                         */
                                                                                                                                                                                                                        advance(updates: number): void;
                                                                                                                                                                                                                        /**
                                                                                                                                                                                                                         * Carries out a command. Throws a `Message` if the command is refused or the value is no command; then nothing has
                                                                                                                                                                                                                         * changed.
                                                                                                                                                                                                                         */
                                                                                                                                                                                                                        apply(command: Command): Snapshot;
                                                                                                                                                                                                                        /**
                                                                                                                                                                                                                         * The data sets and losses that can be chosen. They stay the same while the snapshot's `choicesVersion` does.
                                                                                                                                                                                                                         */
                                                                                                                                                                                                                        choices(): Choices;
                                                                                                                                                                                                                        /**
                                                                                                                                                                                                                         * The page's own settings in the link that was opened.
                                                                                                                                                                                                                         */
                                                                                                                                                                                                                        display(): Display;
                                                                                                                                                                                                                        /**
                                                                                                                                                                                                                         * The text of a file to save: `points.csv` or `history.csv`. Throws a `Message` for any other name.
                                                                                                                                                                                                                         */
                                                                                                                                                                                                                        file(name: string): string;
                                                                                                                                                                                                                        /**
                                                                                                                                                                                                                         * The shortest link to this state: `#...`, or empty if everything has its default. Throws a `Message` if `display`
                                                                                                                                                                                                                         * holds something that a link cannot carry.
                                                                                                                                                                                                                         */
                                                                                                                                                                                                                        link(display: Display): string;
                                                                                                                                                                                                                        /**
                                                                                                                                                                                                                         * Opens the experiment that an address's query and hash describe. Never throws for a bad link: the snapshot's
                                                                                                                                                                                                                         * notices say what could not be used.
                                                                                                                                                                                                                         */
                                                                                                                                                                                                                        constructor(query: string, hash: string);
                                                                                                                                                                                                                        /**
                                                                                                                                                                                                                         * The snapshot of the present experiment.
                                                                                                                                                                                                                         */
                                                                                                                                                                                                                        snapshot(): Snapshot;
                                                                                                                                                                                                                        /**
                                                                                                                                                                                                                         * The parts of a neuron's next update; null for networks.
                                                                                                                                                                                                                         */
                                                                                                                                                                                                                        step(): Step | null;
                                                                                                                                                                                                                        /**
                                                                                                                                                                                                                         * The points, with the network's prediction and error for each.
                                                                                                                                                                                                                         */
                                                                                                                                                                                                                        table(): Table;
                                                                                                                                                                                                                        /**
                                                                                                                                                                                                                         * The training since a person last changed something, for the notebook; null if there was none.
                                                                                                                                                                                                                         */
                                                                                                                                                                                                                        trained(): Trained | null;
                                                                                                                                                                                                                    }

                                                                                                                                                                                                                    export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

                                                                                                                                                                                                                    export interface InitOutput {
                                                                                                                                                                                                                        readonly memory: WebAssembly.Memory;
                                                                                                                                                                                                                        readonly __wbg_lab_free: (a: number, b: number) => void;
                                                                                                                                                                                                                        readonly lab_advance: (a: number, b: number) => [number, number];
                                                                                                                                                                                                                        readonly lab_apply: (a: number, b: any) => [number, number, number];
                                                                                                                                                                                                                        readonly lab_choices: (a: number) => [number, number, number];
                                                                                                                                                                                                                        readonly lab_display: (a: number) => [number, number, number];
                                                                                                                                                                                                                        readonly lab_draw: (a: number, b: any, c: any, d: any) => [number, number, number];
                                                                                                                                                                                                                        readonly lab_file: (a: number, b: any) => [number, number, number, number];
                                                                                                                                                                                                                        readonly lab_link: (a: number, b: any) => [number, number, number, number];
                                                                                                                                                                                                                        readonly lab_new: (a: any, b: any) => [number, number, number];
                                                                                                                                                                                                                        readonly lab_snapshot: (a: number) => [number, number, number];
                                                                                                                                                                                                                        readonly lab_step: (a: number) => [number, number, number];
                                                                                                                                                                                                                        readonly lab_table: (a: number) => [number, number, number];
                                                                                                                                                                                                                        readonly lab_trained: (a: number) => [number, number, number];
                                                                                                                                                                                                                        readonly __wbindgen_malloc: (a: number, b: number) => number;
                                                                                                                                                                                                                        readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
                                                                                                                                                                                                                        readonly __wbindgen_exn_store: (a: number) => void;
                                                                                                                                                                                                                        readonly __externref_table_alloc: () => number;
                                                                                                                                                                                                                        readonly __wbindgen_externrefs: WebAssembly.Table;
                                                                                                                                                                                                                        readonly __externref_table_dealloc: (a: number) => void;
                                                                                                                                                                                                                        readonly __wbindgen_free: (a: number, b: number, c: number) => void;
                                                                                                                                                                                                                        readonly __wbindgen_start: () => void;
                                                                                                                                                                                                                    }

                                                                                                                                                                                                                    export type SyncInitInput = BufferSource | WebAssembly.Module;

                                                                                                                                                                                                                    /**
                                                                                                                                                                                                                     * Instantiates the given `module`, which can either be bytes or
                                                                                                                                                                                                                     * a precompiled `WebAssembly.Module`.
                                                                                                                                                                                                                     *
                                                                                                                                                                                                                     * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
                                                                                                                                                                                                                     *
                                                                                                                                                                                                                     * @returns {InitOutput}
                                                                                                                                                                                                                     */
                                                                                                                                                                                                                    export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

                                                                                                                                                                                                                    /**
                                                                                                                                                                                                                     * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
                                                                                                                                                                                                                     * for everything else, calls `WebAssembly.instantiate` directly.
                                                                                                                                                                                                                     *
                                                                                                                                                                                                                     * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
                                                                                                                                                                                                                     *
                                                                                                                                                                                                                     * @returns {Promise<InitOutput>}
                                                                                                                                                                                                                     */
                                                                                                                                                                                                                    export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
