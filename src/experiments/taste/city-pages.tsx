import { PhotoPicture } from './photo-picture.tsx';
import type { TasteProps } from './photo-bench.tsx';
import { shop } from './wall.ts';
import { shortText } from './words.ts';

/** What the net would show to each of the two cities, of the same twelve photographs. */
export function CityPages({ model }: TasteProps) {
  const { pageM, pageS, truePageM, truePageS } = model.shown.value.exhibit;
  return (
    <div class="city-pages">
      <Page name="M 城" page={pageM} truth={truePageM} />
      <Page name="S 城" page={pageS} truth={truePageS} />
      <p class="taste-verdict">同样的十二张照片，网络给每座城挑四张。打勾的，那座城真正的前四里也有。</p>
    </div>
  );
}

interface PageProps {
  readonly name: string;
  readonly page: readonly number[];
  readonly truth: readonly number[];
}

function Page({ name, page, truth }: PageProps) {
  return (
    <div class="city-page">
      <p>{name}的页面</p>
      <ol aria-label={`${name}的页面`}>
        {page.map((place) => (
          <li key={place}>
            <PhotoPicture photo={shop[place]!} />
            <span aria-hidden="true">{shortText(shop[place]!)}</span>
            {truth.includes(place) && (
              <span class="city-right" role="img" aria-label="真正的前四里也有">
                ✓
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
