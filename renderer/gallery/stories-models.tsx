import type { ReactNode } from 'react';
import type { ModelListing } from '#domain/model-listing.ts';
import { ModelRow, type ModelRowProps } from '../admin/models/ModelRow.tsx';
import * as fixtures from './fixtures-models.ts';
import type { Story } from './stories.tsx';

const nothing = (): void => undefined;
const padded = (content: ReactNode): ReactNode => <div className="p-3">{content}</div>;

const story = (name: string, model: ModelListing, change: Partial<ModelRowProps> = {}): Story => ({
  group: 'models',
  name,
  render: () =>
    padded(
      <ModelRow
        model={model}
        busy={undefined}
        offline={false}
        canRetry={false}
        onInstall={nothing}
        onRetry={nothing}
        onCancel={nothing}
        onVerify={nothing}
        onRemove={nothing}
        onUse={nothing}
        onMeasure={nothing}
        {...change}
      />,
    ),
});

export const modelStories: readonly Story[] = [
  story('embedded', fixtures.encoder),
  story('available', fixtures.available),
  story('installing', fixtures.installing),
  story('failed', fixtures.failed, { canRetry: true }),
  story('installed', fixtures.installed, { busy: 'measure' }),
  story('damaged', fixtures.damaged),
  story('not verified beforehand', fixtures.unpinned),
  story('offline', fixtures.installed, { offline: true }),
  story('long text', fixtures.longModel),
];
