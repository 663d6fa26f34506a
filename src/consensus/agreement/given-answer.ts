/** One ballot's answer, its weight, and the text that it was read from (empty where the answer was given outright). */
export interface GivenAnswer {
  readonly answer: string;
  readonly weight: number;
  readonly text: string;
}
