/* tslint:disable */
/* eslint-disable */
// Written by `UPDATE_WIRE=1 cargo test -p two-knobs-wasm` from the Rust types of the same names; their
// documentation says what each field means.
export type Message = {
    /**
     * The key in the catalogue, such as `link.number`.
     */
    key: string,
    /**
     * What the sentence's placeholders stand for.
     */
    values: Record<string, Value>, };
    export type Value = number | string;
    export type Display = {
        /**
         * The compact view for course pages.
         */
        embed: boolean,
        /**
         * The colours.
         */
        theme: Theme, };
        export type Theme = "auto" | "light" | "dark";
        export type Command = { "setWeight": number } | { "setBias": number } | { "hold": {
            /**
             * A hand is on the weight.
             */
            w: boolean,
            /**
             * A hand is on the bias.
             */
            b: boolean, } } | "step" | "reset" | "newStart" | { "setLearningRate": number } | { "setBatchSize": number | null } | { "setSpeed": Speed } | { "setData": DataName } | "dismissNotices";
            export type Speed = "1" | "10" | "100" | "max";
            export type DataName = "lab" | "houses" | "line" | "points";
            export type Quantity = {
                /**
                 * Key of the name, such as `size`.
                 */
                name: string,
                /**
                 * Key of the unit, such as `thousandSqft`.
                 */
                unit: string | null, };
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
                     * The stage's axes. They fit the data and never move under a hand.
                     */
                    axes: Axes,
                    /**
                     * The weight.
                     */
                    w: Knob,
                    /**
                     * The bias.
                     */
                    b: Knob,
                    /**
                     * The line with the smallest loss, in closed form; `null` where there is no single one.
                     */
                    best: Fit | null,
                    /**
                     * Where Reset returns to.
                     */
                    start: Start,
                    /**
                     * The loss over all rows at the current knobs.
                     */
                    loss: number,
                    /**
                     * Its Keras name.
                     */
                    lossName: string,
                    /**
                     * The share of y's variance that the line explains, over all rows; `null` where y does not vary.
                     */
                    r2: number | null,
                    /**
                     * Prediction minus y of each row, where there are at most three.
                     */
                    misses: Array<number>,
                    /**
                     * Training's settings and counters.
                     */
                    training: Training,
                    /**
                     * Rows of the next update, where those are not all rows and at most 64.
                     */
                    batch: Array<number>,
                    /**
                     * The loss curve's frame.
                     */
                    curve: CurveFrame,
                    /**
                     * What of the link could not be used.
                     */
                    notices: Array<Message>, };
                    export type Model = {
                        /**
                         * Columns of x.
                         */
                        inputs: number,
                        /**
                         * Its layers, first to last.
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
                         * Whether it is the one neuron that draws a line.
                         */
                        isLine: boolean, };
                        export type Layer = {
                            /**
                             * How many units.
                             */
                            units: number,
                            /**
                             * Their activation, in Keras's spelling.
                             */
                            activation: string, };
                            export type Data = {
                                /**
                                 * Its name.
                                 */
                                name: DataName,
                                /**
                                 * How many points.
                                 */
                                rows: number,
                                /**
                                 * Rises whenever the points change.
                                 */
                                version: number,
                                /**
                                 * What x measures.
                                 */
                                x: Quantity,
                                /**
                                 * What y measures.
                                 */
                                y: Quantity,
                                /**
                                 * The data sets that can be chosen.
                                 */
                                choices: Array<DataName>, };
                                export type Axes = {
                                    /**
                                     * Rises whenever an axis changes.
                                     */
                                    version: number,
                                    /**
                                     * Along the input.
                                     */
                                    x: Axis,
                                    /**
                                     * Along the output.
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
                                         * The values marked, rising, within the ends.
                                         */
                                        ticks: Array<number>, };
                                        export type Knob = {
                                            /**
                                             * The number it stands at.
                                             */
                                            value: number,
                                            /**
                                             * Its slider's ends and marks.
                                             */
                                            scale: Axis,
                                            /**
                                             * One press of an arrow key.
                                             */
                                            step: number,
                                            /**
                                             * What the next SGD update would add.
                                             */
                                            nudge: number,
                                            /**
                                             * The end of the slider that the value is beyond.
                                             */
                                            offScale: End | null, };
                                            export type End = "low" | "high";
                                            export type Fit = {
                                                /**
                                                 * Its weight.
                                                 */
                                                w: number,
                                                /**
                                                 * Its bias.
                                                 */
                                                b: number,
                                                /**
                                                 * Its loss over all rows.
                                                 */
                                                loss: number, };
                                                export type Start = {
                                                    /**
                                                     * Its weight.
                                                     */
                                                    w: number,
                                                    /**
                                                     * Its bias.
                                                     */
                                                    b: number, };
                                                    export type Training = {
                                                        /**
                                                         * SGD's learning rate.
                                                         */
                                                        learningRate: number,
                                                        /**
                                                         * The ends of its logarithmic slider, which fit the limit, and the powers of ten marked on it.
                                                         */
                                                        rateScale: Axis,
                                                        /**
                                                         * Above this rate full-batch SGD diverges on this data; `null` where that is not known.
                                                         */
                                                        limit: number | null,
                                                        /**
                                                         * A rate that is stable on this data.
                                                         */
                                                        suggested: number,
                                                        /**
                                                         * Rows of one update; `null` for all.
                                                         */
                                                        batchSize: number | null,
                                                        /**
                                                         * Batch sizes to choose from, the current one among them, besides "all".
                                                         */
                                                        batchChoices: Array<number>,
                                                        /**
                                                         * The pace.
                                                         */
                                                        speed: Speed,
                                                        /**
                                                         * The number given to Keras's `set_random_seed`.
                                                         */
                                                        seed: number,
                                                        /**
                                                         * Epochs completed, counted from the link's.
                                                         */
                                                        epoch: number,
                                                        /**
                                                         * Updates made since the start.
                                                         */
                                                        updates: number,
                                                        /**
                                                         * Whether training can go on.
                                                         */
                                                        status: Status, };
                                                        export type Status = "ready" | "settled" | "nonFinite" | "rateAboveLimit";
                                                        export type CurveFrame = {
                                                            /**
                                                             * Updates recorded since the start; 0 draws an empty curve.
                                                             */
                                                            updates: number,
                                                            /**
                                                             * Along the epochs.
                                                             */
                                                            x: Axis,
                                                            /**
                                                             * Along the loss, logarithmic.
                                                             */
                                                            y: Axis, };
                                                            export type Picture = {
                                                                /**
                                                                 * Which chart, or which layer of it.
                                                                 */
                                                                chart: Chart,
                                                                /**
                                                                 * CSS pixels.
                                                                 */
                                                                width: number,
                                                                /**
                                                                 * CSS pixels.
                                                                 */
                                                                height: number,
                                                                /**
                                                                 * `devicePixelRatio`.
                                                                 */
                                                                scale: number,
                                                                /**
                                                                 * From the canvas's edges to the plot, in CSS pixels.
                                                                 */
                                                                margins: Margins,
                                                                /**
                                                                 * The theme's colours.
                                                                 */
                                                                palette: Palette,
                                                                /**
                                                                 * Font families.
                                                                 */
                                                                fonts: Fonts,
                                                                /**
                                                                 * Words and formatted numbers.
                                                                 */
                                                                text: Text,
                                                                /**
                                                                 * Optional marks.
                                                                 */
                                                                show: Show, };
                                                                export type Chart = "stageAxes" | "stage" | "curveAxes" | "curve" | "sparkline";
                                                                export type Margins = { left: number, top: number, right: number, bottom: number, };
                                                                export type Palette = { surface: string, ink: string, ink2: string, ink3: string, grid: string, hair2: string, edge: string, ghost: string, w: string, wText: string, b: string, bText: string, loss: string, lossText: string, best: string, bestText: string, };
                                                                export type Fonts = { ui: string, math: string, };
                                                                export type Text = {
                                                                    /**
                                                                     * One for each tick of the x axis.
                                                                     */
                                                                    xTicks: Array<string>,
                                                                    /**
                                                                     * One for each tick of the y axis.
                                                                     */
                                                                    yTicks: Array<string>, xTitle: string, yTitle: string,
                                                                    /**
                                                                     * At the right end of the lines.
                                                                     */
                                                                    fit: string, start: string, best: string,
                                                                    /**
                                                                     * Behind the letters w and b.
                                                                     */
                                                                    w: string, b: string,
                                                                    /**
                                                                     * Under the run of the slope triangle.
                                                                     */
                                                                    run: string,
                                                                    /**
                                                                     * One for each row, where there are few.
                                                                     */
                                                                    misses: Array<string>, };
                                                                    export type Show = {
                                                                        /**
                                                                         * The line with the smallest loss; on the curve, the smallest loss.
                                                                         */
                                                                        best: boolean,
                                                                        /**
                                                                         * The line that Reset returns to.
                                                                         */
                                                                        start: boolean,
                                                                        /**
                                                                         * The gap between each point and the line.
                                                                         */
                                                                        misses: Misses,
                                                                        /**
                                                                         * The lift of b and the rise of w.
                                                                         */
                                                                        rise: boolean, };
                                                                        export type Misses = "none" | "segments" | "squares";



                                                                        /**
                                                                         * One experiment, held for the page.
                                                                         */
                                                                        export class Lab {
                                                                            free(): void;
                                                                            [Symbol.dispose](): void;
                                                                            /**
                                                                             * Makes at most this many SGD updates; fewer where training ends by itself.
                                                                             */
                                                                            advance(updates: number): void;
                                                                            /**
                                                                             * Carries out a command. Throws a `Message` when it is refused; nothing has changed then.
                                                                             */
                                                                            apply(command: Command): Snapshot;
                                                                            /**
                                                                             * What the link that was opened says about the page itself.
                                                                             */
                                                                            display(): Display;
                                                                            /**
                                                                             * Draws one chart over the whole canvas, which is sized here to the picture. Throws where the browser gives no
                                                                             * canvas context.
                                                                             */
                                                                            draw(canvas: HTMLCanvasElement, picture: Picture): void;
                                                                            /**
                                                                             * The network's answers on a grid over its two inputs, row by row from the top. Throws with other than two inputs.
                                                                             */
                                                                            grid(x_min: number, x_max: number, y_min: number, y_max: number, columns: number, rows: number): Float32Array;
                                                                            /**
                                                                             * The shortest link to this state: `#...`, or nothing where everything is as by default.
                                                                             */
                                                                            link(display: Display): string;
                                                                            /**
                                                                             * Opens the experiment that an address's query and hash describe. Never throws for a bad link: the snapshot's
                                                                             * notices say what could not be used.
                                                                             */
                                                                            constructor(query: string, hash: string);
                                                                            /**
                                                                             * The points as `[x, y, x, y, ...]`, in the order of the rows; empty with two inputs.
                                                                             */
                                                                            points(): Float32Array;
                                                                            /**
                                                                             * The picture of the experiment as it stands.
                                                                             */
                                                                            snapshot(): Snapshot;
                                                                        }

                                                                        export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

                                                                        export interface InitOutput {
                                                                            readonly memory: WebAssembly.Memory;
                                                                            readonly __wbg_lab_free: (a: number, b: number) => void;
                                                                            readonly lab_advance: (a: number, b: number) => void;
                                                                            readonly lab_apply: (a: number, b: any) => [number, number, number];
                                                                            readonly lab_display: (a: number) => [number, number, number];
                                                                            readonly lab_draw: (a: number, b: any, c: any) => [number, number];
                                                                            readonly lab_grid: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => [number, number, number];
                                                                            readonly lab_link: (a: number, b: any) => [number, number, number, number];
                                                                            readonly lab_new: (a: number, b: number, c: number, d: number) => [number, number, number];
                                                                            readonly lab_points: (a: number) => any;
                                                                            readonly lab_snapshot: (a: number) => [number, number, number];
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
