/**
 * 40 made-up deals that Python and R can make from the same integers:
 * i = np.arange(40); scores = ((i * 37) % 41) / 8; y = ((i * i + 3 * i) % 7 < 3).astype(int); tied = np.floor(scores)
 */
export const scores = Float64Array.from({ length: 40 }, (_, i) => ((i * 37) % 41) / 8);
export const tied = scores.map(Math.floor);
export const y = Uint8Array.from({ length: 40 }, (_, i) => ((i * i + 3 * i) % 7 < 3 ? 1 : 0));
