// The first screen: a URL and Run.
import { useTitle } from '../../ui/header.tsx';

export function StartScreen() {
  useTitle('Start');
  return <h1 className="t24">What do you want to put under load?</h1>;
}
