// The seed that all random values of the plan follow from.
import { useId } from 'react';
import { FaultLine } from '../draft/draft-form.tsx';
import { TextInput } from '../text-field.tsx';
import { Block } from './block.tsx';
import css from './sources-view.module.css';

export function RandomSeed() {
  const id = useId();
  return (
    <Block title="Random values" note="of {{$randomInt[1,3]}}, {{$guid}}, random rows and random matches" adds={[]}>
      <div className={css['seed']}>
        <label htmlFor={id}>follow from the seed</label>
        <TextInput id={id} path="seed" placeholder="1" isNumber />
        <span className={css['used']}>The same seed makes the same requests for the same journey, in every run.</span>
      </div>
      <FaultLine path="seed" />
    </Block>
  );
}
