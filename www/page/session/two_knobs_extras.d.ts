/* tslint:disable */
/* eslint-disable */
// Written by `UPDATE_WIRE=1 cargo test -p two-knobs-extras` from the Rust types of the same names; their
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
    export type Flavour = "tfKeras" | "keras";
    export type Pasted = {
        /**
         * The text that the command takes.
         */
        set: string,
        /**
         * What a person should know of the weights.
         */
        notes: Array<Message>, };
        export type NotebookState = {
            /**
             * The wrong turn shown, if any.
             */
            wrong: WrongTurn | null,
            /**
             * The layer whose weights are read and set, from 0; `null` for the last layer, which has the knobs.
             */
            layer: number | null, };
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
                export type WrongTurn = "unbuilt" | "oneArray" | "twoArrays" | "wrongShape" | "lists";
                export type Notebook = {
                    /**
                     * The cells, first to last.
                     */
                    cells: Array<Cell>,
                    /**
                     * The wrong turns that this layer offers.
                     */
                    turns: Array<WrongTurn>,
                    /**
                     * The layer looked at, from 0.
                     */
                    layer: number,
                    /**
                     * How many layers there are.
                     */
                    layers: number, };
                    export type CellName = "setup" | "build" | "empty" | "call" | "read" | "all" | "set" | "predict" | "fit" | "after";
                    export type Cell = {
                        /**
                         * The cell's name.
                         */
                        name: CellName,
                        /**
                         * n in `In [n]:`; `null` where the cell has not run.
                         */
                        prompt: number | null,
                        /**
                         * Whether the cell may be folded to its first line.
                         */
                        folded: boolean,
                        /**
                         * Whether the cell's numbers are the knobs.
                         */
                        live: boolean,
                        /**
                         * The code.
                         */
                        code: Array<Line>,
                        /**
                         * The printed output, in order.
                         */
                        output: Array<Output>,
                        /**
                         * The wrong turn that the cell shows, with its repair.
                         */
                        wrong: Wrong | null,
                        /**
                         * A sentence under the cell.
                         */
                        note: Message | null, };
                        export type Line = {
                            /**
                             * The tokens, blanks included: the joined texts are the line.
                             */
                            tokens: Array<Token>,
                            /**
                             * The shape badge at the end of the line.
                             */
                            badge: Badge | null, };
                            export type Token = {
                                /**
                                 * The kind, which gives the token its colour.
                                 */
                                kind: TokenKind,
                                /**
                                 * The token's text.
                                 */
                                text: string,
                                /**
                                 * The knob that a number belongs to.
                                 */
                                knob: KnobName | null,
                                /**
                                 * Whether scrubbing the number turns that knob. True only where the number is the knob's value.
                                 */
                                scrub: boolean, };
                                export type TokenKind = "keyword" | "call" | "name" | "number" | "string" | "operator" | "comment" | "blank";
                                export type KnobName = "w" | "b";
                                export type Badge = {
                                    /**
                                     * Kernel or bias.
                                     */
                                    knob: KnobName,
                                    /**
                                     * The axes in words. The page joins them with commas between round brackets.
                                     */
                                    axes: Array<Message>,
                                    /**
                                     * The reason for the number of brackets.
                                     */
                                    hint: Message,
                                    /**
                                     * Whether the array's shape does not fit the layer.
                                     */
                                    wrong: boolean, };
                                    export type Output = {
                                        /**
                                         * Where the output appears.
                                         */
                                        kind: OutputKind,
                                        /**
                                         * The printed lines.
                                         */
                                        lines: Array<Array<Span>>, };
                                        export type OutputKind = "out" | "stream" | "error";
                                        export type Span = {
                                            /**
                                             * The printed text.
                                             */
                                            text: string,
                                            /**
                                             * The knob that a number belongs to.
                                             */
                                            knob: KnobName | null,
                                            /**
                                             * Whether the number is the one that the page's knob holds.
                                             */
                                            held: boolean, };
                                            export type Wrong = {
                                                /**
                                                 * The kind of wrong turn.
                                                 */
                                                turn: WrongTurn,
                                                /**
                                                 * The cause, for a learner.
                                                 */
                                                plain: Message,
                                                /**
                                                 * The piece of code that was wrong.
                                                 */
                                                from: Array<Token>,
                                                /**
                                                 * The code that "Fix it" writes instead. To repair the cell, the page ends the wrong turn.
                                                 */
                                                to: Array<Token>, };



                                                /**
                                                 * The notebook's cells for the present experiment; `Lab.trained` gives the training that led to it.
                                                 */
                                                export function notebook(link: string, trained: Trained | null, state: NotebookState): Notebook;

                                                /**
                                                 * The same for the weights in a `.npz` or `.npy` file. Throws a `Message` where none fit.
                                                 */
                                                export function read_npz(link: string, file: Uint8Array): Pasted;

                                                /**
                                                 * The text for `Command::Set` that gives the experiment the points in a text. Throws a `Message` that names the wrong line.
                                                 */
                                                export function read_points(text: string): string;

                                                /**
                                                 * The text for `Command::Set` that gives the experiment the weights printed in a text. Throws a `Message` where none fit.
                                                 */
                                                export function read_weights(link: string, text: string): Pasted;

                                                /**
                                                 * The experiment as a Python script that fits it for so many epochs. Throws a `Message` where that is no whole number.
                                                 */
                                                export function script(link: string, epochs: number, flavour: Flavour): string;

                                                /**
                                                 * The weights alone: as JSON, or as Python that sets them.
                                                 */
                                                export function weights_text(link: string, as_json: boolean): string;

                                                /**
                                                 * The weights as a `.npz` file.
                                                 */
                                                export function write_npz(link: string): Uint8Array;

                                                export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

                                                export interface InitOutput {
                                                    readonly memory: WebAssembly.Memory;
                                                    readonly notebook: (a: number, b: number, c: any, d: any) => [number, number, number];
                                                    readonly read_npz: (a: number, b: number, c: number, d: number) => [number, number, number];
                                                    readonly read_points: (a: number, b: number) => [number, number, number, number];
                                                    readonly read_weights: (a: number, b: number, c: number, d: number) => [number, number, number];
                                                    readonly script: (a: number, b: number, c: number, d: any) => [number, number, number, number];
                                                    readonly weights_text: (a: number, b: number, c: number) => [number, number, number, number];
                                                    readonly write_npz: (a: number, b: number) => [number, number, number, number];
                                                    readonly __wbindgen_malloc: (a: number, b: number) => number;
                                                    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
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
