import { useCallback } from 'react'
import { useUiTexts } from './use-ui-texts.ts'
import viTexts from './vi.json' with { type: 'json' }

/** The hazards whose levels the program judges today; a bulletin may name others. */
export const judgedHazards = ['flood', 'heavy-rain', 'flash-flood-landslide'] as const

/** The name of a hazard by its code; a code nobody named shows as it is. */
export function useHazardName(): (hazard: string) => string {
  const t = useUiTexts()
  return useCallback(
    hazard => {
      const key = `hazard.${hazard}`
      return key in viTexts ? t(key as keyof typeof viTexts) : hazard
    },
    [t],
  )
}
