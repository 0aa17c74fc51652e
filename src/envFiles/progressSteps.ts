/** Reports progress at the start and after every hundredth of `of` steps. @returns counts one step */
export function progressSteps(of: number, report: (done: number, of: number) => void): () => void {
  const stride = Math.ceil(of / 100);
  let done = 0;
  report(done, of);
  return () => {
    done += 1;
    if (done % stride === 0 || done === of) report(done, of);
  };
}
